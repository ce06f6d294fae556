package io.latchkey.broker.secret;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.latchkey.broker.lease.Detached;
import io.latchkey.edge.problem.Problem;
import io.quarkus.logging.Log;
import io.quarkus.vault.client.VaultClient;
import io.quarkus.vault.client.VaultClientException;
import io.quarkus.vault.client.VaultException;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2ReadSecretData;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2UpdateSecretOptions;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransit;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitDecryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitEncryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitEncryptResultData;
import io.quarkus.vault.client.auth.VaultAuthRequest;
import io.quarkus.vault.client.auth.VaultToken;
import io.quarkus.vault.client.auth.VaultTokenProvider;
import io.smallrye.mutiny.Uni;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * HashiCorp Vault or OpenBao: KV version 2 for what is kept, transit for what rests. It logs and throws no answer's
 * content.
 */
@ApplicationScoped
class VaultSecrets implements SecretStore, ClientStore, FlowCipher, HashKeyStore {
    private static final String KV_MOUNT = "latchkey";
    private static final String TRANSIT_KEY = "latchkey-flows";
    private static final String HASH_KEY_PATH = "keys/token-hash";
    private static final int HASH_KEY_BYTES = 32;
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;

    private final VaultSecretsKV2 kv;
    private final VaultSecretsTransit transit;

    VaultSecrets(VaultClient vault) {
        var secrets = vault.configure()
                .tokenProvider(new OneLoginAtATime(vault.getTokenProvider()))
                .build()
                .secrets();
        kv = secrets.kv2(KV_MOUNT);
        transit = secrets.transit();
    }

    @Override
    public Uni<Optional<Stored>> read(ConnectionPath path) {
        return secret(path.inVault()).map(found -> found.map(VaultSecrets::stored));
    }

    @Override
    public Uni<Stored> write(ConnectionPath path, CredentialDocument document, long expectedVersion) {
        var checkAndSet = new VaultSecretsKV2UpdateSecretOptions().setCas(Math.toIntExact(expectedVersion));
        return call("write", () -> kv.updateSecret(path.inVault(), checkAndSet, DocumentCodec.toMap(document)))
                .replaceWith(new Stored(document, expectedVersion + 1))
                .onFailure()
                .recoverWithUni(failure -> ownWriteOr(failure, path, document));
    }

    /** The answer may be lost and the write done. */
    private Uni<Stored> ownWriteOr(Throwable failure, ConnectionPath path, CredentialDocument document) {
        return read(path)
                .map(found -> found.filter(stored -> stored.document().writeId().equals(document.writeId()))
                        .orElseThrow(() ->
                                hasStatus(failure, BAD_REQUEST) ? new StaleVersion() : unavailable("write", failure)));
    }

    @Override
    public Uni<Void> destroy(ConnectionPath path) {
        return call("destroy", () -> kv.deleteSecretMetadata(path.inVault()))
                .onFailure(failure -> hasStatus(failure, NOT_FOUND))
                .recoverWithNull()
                .onFailure()
                .transform(failure -> unavailable("destroy", failure));
    }

    @Override
    public Uni<List<ProviderClient>> read(String provider) {
        return secret(clientsPath(provider))
                .map(found -> found.map(secret -> clients(secret.getData())).orElse(List.of()));
    }

    @Override
    public Uni<Void> write(String provider, List<ProviderClient> clients) {
        var data = clients.stream()
                .map(client -> Map.of(
                        "clientId", client.clientId(),
                        "clientSecret", client.clientSecret().reveal()))
                .toList();
        return secret(clientsPath(provider))
                .map(found ->
                        found.map(present -> present.getMetadata().getVersion()).orElse(0))
                .map(version -> new VaultSecretsKV2UpdateSecretOptions().setCas(version))
                .chain(checkAndSet -> call(
                        "write", () -> kv.updateSecret(clientsPath(provider), checkAndSet, Map.of("clients", data))))
                .onFailure()
                .transform(failure -> unavailable("write", failure))
                .replaceWithVoid();
    }

    @Override
    public Uni<String> encrypt(UUID authorizationId, byte[] plaintext) {
        var params = new VaultSecretsTransitEncryptParams()
                .setPlaintext(plaintext)
                .setAssociatedData(bytes(authorizationId));
        return call("encrypt", () -> transit.encrypt(TRANSIT_KEY, params))
                .map(VaultSecretsTransitEncryptResultData::getCiphertext)
                .onFailure()
                .transform(failure -> unavailable("encrypt", failure));
    }

    @Override
    public Uni<byte[]> decrypt(UUID authorizationId, String ciphertext) {
        var params = new VaultSecretsTransitDecryptParams()
                .setCiphertext(ciphertext)
                .setAssociatedData(bytes(authorizationId));
        return call("decrypt", () -> transit.decrypt(TRANSIT_KEY, params))
                .onFailure()
                .transform(failure -> hasStatus(failure, BAD_REQUEST)
                        ? new IllegalStateException("a ciphertext is not this authorization's")
                        : unavailable("decrypt", failure));
    }

    @Override
    public Uni<Secret> tokenHashKey() {
        return readHashKey()
                .chain(known -> known.map(key -> Uni.createFrom().item(key)).orElseGet(this::createHashKey));
    }

    /** Of replicas that create it at once the first one's is the key of all. */
    private Uni<Secret> createHashKey() {
        var firstVersion = new VaultSecretsKV2UpdateSecretOptions().setCas(0);
        return call("write", () -> kv.updateSecret(HASH_KEY_PATH, firstVersion, Map.of("key", randomKey())))
                .onFailure(failure -> hasStatus(failure, BAD_REQUEST))
                .recoverWithNull()
                .onFailure()
                .transform(failure -> unavailable("write", failure))
                .chain(this::readHashKey)
                .map(key -> key.orElseThrow(() -> Problem.unavailable("vault", RETRY_AFTER)));
    }

    private Uni<Optional<Secret>> readHashKey() {
        return secret(HASH_KEY_PATH)
                .map(found ->
                        found.map(secret -> Secret.of((String) secret.getData().get("key"))));
    }

    private static String randomKey() {
        var bytes = new byte[HASH_KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private Uni<Optional<VaultSecretsKV2ReadSecretData>> secret(String path) {
        return call("read", () -> kv.readSecret(path))
                .map(Optional::of)
                .onFailure(failure -> hasStatus(failure, NOT_FOUND))
                .recoverWithItem(Optional.empty())
                .onFailure()
                .transform(failure -> unavailable("read", failure));
    }

    private static <T> Uni<T> call(String operation, Supplier<CompletionStage<T>> request) {
        return Uni.createFrom()
                .deferred(() -> Detached.join(request.get()))
                .onFailure()
                .invoke(failure -> Log.debugf("vault refused operation=%s kind=%s", operation, kind(failure)));
    }

    private static boolean hasStatus(Throwable failure, int status) {
        return failure instanceof VaultClientException refused
                && refused.getStatus() != null
                && refused.getStatus() == status;
    }

    /** A 503 problem without a cause: Vault's errors may quote what was sent. Any other failure stays as it is. */
    private static RuntimeException unavailable(String operation, Throwable failure) {
        if (failure instanceof VaultException
                || failure instanceof IOException
                || failure instanceof TimeoutException
                || failure instanceof VertxException) {
            Log.warnf("vault unavailable operation=%s kind=%s", operation, kind(failure));
            return Problem.unavailable("vault", RETRY_AFTER);
        }
        return failure instanceof RuntimeException own ? own : new IllegalStateException("vault call failed");
    }

    private static String kind(Throwable failure) {
        return failure instanceof VaultClientException refused
                ? "http_" + refused.getStatus()
                : failure.getClass().getSimpleName();
    }

    private static Stored stored(VaultSecretsKV2ReadSecretData secret) {
        return new Stored(
                DocumentCodec.fromMap(secret.getData()), secret.getMetadata().getVersion());
    }

    private static List<ProviderClient> clients(Map<String, Object> data) {
        return ((List<?>) data.get("clients"))
                .stream()
                        .map(entry -> (Map<?, ?>) entry)
                        .map(entry -> new ProviderClient(
                                (String) entry.get("clientId"), Secret.of((String) entry.get("clientSecret"))))
                        .toList();
    }

    private static String clientsPath(String provider) {
        return "clients/_installation/" + provider;
    }

    private static byte[] bytes(UUID id) {
        return id.toString().getBytes(US_ASCII);
    }

    /**
     * Calls that need a token at the same time wait for one login. A token that cannot be renewed, for it has reached
     * the longest life that its role allows, is given up for a new one.
     */
    private static final class OneLoginAtATime implements VaultTokenProvider {
        private final VaultTokenProvider tokens;
        private volatile CompletionStage<VaultToken> latest;

        OneLoginAtATime(VaultTokenProvider tokens) {
            this.tokens = tokens;
        }

        @Override
        public CompletionStage<VaultToken> apply(VaultAuthRequest request) {
            synchronized (this) {
                if (latest == null || latest.toCompletableFuture().isDone()) {
                    latest = tokens.apply(request).exceptionallyCompose(notRenewed -> loginAnew(request));
                }
                return latest;
            }
        }

        private CompletionStage<VaultToken> loginAnew(VaultAuthRequest request) {
            tokens.invalidateCache();
            return tokens.apply(request);
        }

        @Override
        public void invalidateCache() {
            tokens.invalidateCache();
        }
    }
}
