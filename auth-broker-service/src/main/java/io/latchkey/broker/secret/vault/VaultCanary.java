package io.latchkey.broker.secret.vault;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.work.Detached;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2UpdateSecretOptions;
import io.quarkus.vault.client.common.VaultJSONResultExtractor;
import io.quarkus.vault.client.common.VaultRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Checks whether Vault accepts writes. When the broker needs to know, it writes a key and removes it. The result is
 * valid for ten seconds, for all callers in that time, unless another write fails. A broker that refreshes nothing
 * writes nothing.
 */
@ApplicationScoped
class VaultCanary {
    private static final Duration COUNTS_FOR = Duration.ofSeconds(10);
    private static final List<String> NEEDED = List.of("create", "update");

    private final VaultCalls calls;
    private final Detached detached;
    private final Clock clock;
    private final Ids ids;
    private @Nullable CompletableFuture<Instant> latest;

    VaultCanary(VaultCalls calls, Detached detached, Clock clock, Ids ids) {
        this.calls = calls;
        this.detached = detached;
        this.clock = clock;
        this.ids = ids;
    }

    /** Fails with a {@link VaultCallException} unless a write to the KV path {@code path} is known to be possible. */
    Uni<Void> requireWritable(String path) {
        return Uni.createFrom()
                .deferred(() -> Detached.join(latest()))
                .chain(writtenAt -> calls.read("capabilities", vault -> vault.execute(capabilities(path))
                        .thenApply(response -> granted(response.getResult(), path))))
                .map(granted -> {
                    if (!granted.containsAll(NEEDED) && !granted.contains("root")) {
                        throw calls.notAllowed("write");
                    }
                    return granted;
                })
                .replaceWithVoid();
    }

    /** Discards the result, because a write has failed. */
    synchronized void forget() {
        latest = null;
    }

    private synchronized CompletableFuture<Instant> latest() {
        if (latest == null || (latest.isDone() && !counts(latest))) {
            latest = detached.start(this::written);
        }
        return latest;
    }

    private boolean counts(CompletableFuture<Instant> written) {
        var now = clock.instant();
        return !written.isCompletedExceptionally()
                && !written.join().isAfter(now)
                && written.join().plus(COUNTS_FOR).isAfter(now);
    }

    private Uni<Instant> written() {
        var begun = clock.instant();
        var key = "canary/" + ids.next();
        var options = new VaultSecretsKV2UpdateSecretOptions().setCas(0);
        return calls.write("canary", vault -> kv(vault).updateSecret(key, options, Map.of("at", begun.toString())))
                .call(() -> calls.write("canary removal", vault -> kv(vault).deleteSecretMetadata(key))
                        .onFailure()
                        .recoverWithNull())
                .replaceWith(begun);
    }

    private static VaultSecretsKV2 kv(VaultClient vault) {
        return vault.secrets().kv2(VaultKv.MOUNT);
    }

    private static VaultRequest<Map> capabilities(String path) {
        return VaultRequest.post("Capabilities of this token")
                .path("sys", "capabilities-self")
                .body(Map.of("paths", List.of(inApi(path))))
                .expectOkStatus()
                .build(VaultJSONResultExtractor.of(Map.class));
    }

    private static List<?> granted(Map<?, ?> response, String path) {
        return response.get("data") instanceof Map<?, ?> data && data.get(inApi(path)) instanceof List<?> granted
                ? granted
                : List.of();
    }

    private static String inApi(String path) {
        return VaultKv.MOUNT + "/data/" + path;
    }
}
