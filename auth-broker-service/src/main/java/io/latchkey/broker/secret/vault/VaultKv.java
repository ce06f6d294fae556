package io.latchkey.broker.secret.vault;

import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2ReadSecretData;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2UpdateSecretOptions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The KV engine, version 2, in which the broker stores what must last. */
@ApplicationScoped
class VaultKv {
    static final String MOUNT = "latchkey";

    private final VaultCalls calls;
    private final VaultCanary canary;

    VaultKv(VaultCalls calls, VaultCanary canary) {
        this.calls = calls;
        this.canary = canary;
    }

    /** Reads the current version at {@code path}; empty if nothing is stored there. */
    <T> Uni<Optional<T>> read(String path, Function<VaultSecretsKV2ReadSecretData, T> content) {
        return orUnavailable(calls.read(
                        "read",
                        vault -> kv(vault).readSecret(path).thenApply(content).thenApply(Optional::of))
                .onFailure(VaultCallException::isAbsent)
                .recoverWithItem(Optional.empty()));
    }

    /** The names of what is stored below {@code path}. */
    Uni<List<String>> list(String path) {
        return orUnavailable(calls.read("list", vault -> kv(vault).listSecrets(path))
                .onFailure(VaultCallException::isAbsent)
                .recoverWithItem(List.of()));
    }

    /**
     * Writes with check-and-set. Fails with a {@link VaultCallException}: only some callers can recognize their own
     * write if its response is lost.
     *
     * @param expectedVersion 0: nothing is stored yet
     */
    Uni<Void> write(String path, Map<String, Object> data, long expectedVersion) {
        var checkAndSet = new VaultSecretsKV2UpdateSecretOptions().setCas(Math.toIntExact(expectedVersion));
        return calls.write("write", vault -> kv(vault).updateSecret(path, checkAndSet, data))
                .onFailure(failure -> !VaultCallException.isNotAccepted(failure))
                .invoke(canary::forget)
                .replaceWithVoid();
    }

    /** Removes all versions and the metadata; no error if there is nothing. */
    Uni<Void> destroy(String path) {
        return orUnavailable(calls.write("destroy", vault -> kv(vault).deleteSecretMetadata(path))
                .onFailure(VaultCallException::isAbsent)
                .recoverWithNull());
    }

    Uni<Void> requireWritable(String path) {
        return orUnavailable(canary.requireWritable(path));
    }

    static <T> Uni<T> orUnavailable(Uni<T> call) {
        return call.onFailure(VaultCallException.class).transform(failure -> VaultCallException.unavailable());
    }

    static long version(VaultSecretsKV2ReadSecretData secret) {
        return secret.getMetadata().getVersion();
    }

    private static VaultSecretsKV2 kv(VaultClient vault) {
        return vault.secrets().kv2(MOUNT);
    }
}
