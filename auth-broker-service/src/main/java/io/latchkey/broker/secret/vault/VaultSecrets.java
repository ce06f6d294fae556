package io.latchkey.broker.secret.vault;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.hash.HashKeyStore;
import io.latchkey.work.Detached;
import io.latchkey.work.retry.Backoff;
import io.quarkus.logging.Log;
import io.quarkus.vault.client.api.secrets.kv2.VaultSecretsKV2ReadSecretData;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitDecryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitEncryptParams;
import io.quarkus.vault.client.api.secrets.transit.VaultSecretsTransitEncryptResultData;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * HashiCorp Vault or OpenBao: KV version 2 for stored documents, transit for secrets that are held encrypted for a
 * limited time.
 */
@ApplicationScoped
class VaultSecrets implements SecretStore, FlowCipher, HashKeyStore {
    private static final String TRANSIT_KEY = "latchkey-flows";
    private static final String TOKEN_HASH_KEY = "keys/token-hash";
    private static final String STATUS_URL_KEY = "keys/status-url";
    private static final String PROGRAM_BINDING_KEY = "keys/program-binding";
    private static final int KEY_BYTES = 32;
    private static final int READS = 6;
    private static final Backoff PAUSES = new Backoff(Duration.ofMillis(50), Duration.ofMillis(800));

    private final VaultKv kv;
    private final VaultCalls calls;

    VaultSecrets(VaultKv kv, VaultCalls calls) {
        this.kv = kv;
        this.calls = calls;
    }

    @Override
    public Uni<Optional<Stored>> read(ConnectionPath path, long atLeast) {
        return notBelow(path, atLeast, 1);
    }

    private Uni<Optional<Stored>> notBelow(ConnectionPath path, long atLeast, int reads) {
        return kv.read(document(path), VaultSecrets::stored).chain(found -> {
            if (found.map(Stored::version).orElse(0L) >= atLeast) {
                return Uni.createFrom().item(found);
            }
            if (reads == READS) {
                Log.warnf("vault lags connection=%s expected=%d", path.connectionId(), atLeast);
                return Uni.createFrom().failure(VaultCallException.unavailable());
            }
            return Detached.pause(PAUSES.after(reads)).chain(() -> notBelow(path, atLeast, reads + 1));
        });
    }

    @Override
    public Uni<Void> requireWritable(ConnectionPath path) {
        return kv.requireWritable(document(path));
    }

    @Override
    public Uni<Stored> write(ConnectionPath path, CredentialDocument document, long expectedVersion) {
        return kv.write(document(path), DocumentCodec.toMap(document), expectedVersion)
                .replaceWith(new Stored(document, expectedVersion + 1))
                .onFailure(VaultCallException.class)
                .recoverWithUni(failure -> ownWriteOr(failure, path, document, expectedVersion));
    }

    /**
     * The write may have succeeded although its response was lost. Only a later version shows which writer stored it.
     */
    private Uni<Stored> ownWriteOr(
            Throwable failure, ConnectionPath path, CredentialDocument document, long expectedVersion) {
        var another = VaultCallException.isNotAccepted(failure);
        return read(path, another ? expectedVersion + 1 : 0)
                .map(found -> found.filter(stored -> stored.version() > expectedVersion)
                        .orElseThrow(VaultCallException::unavailable))
                .map(stored -> {
                    if (!stored.document().writeId().equals(document.writeId())) {
                        throw new StaleVersion();
                    }
                    return stored;
                });
    }

    @Override
    public Uni<Void> destroy(ConnectionPath path) {
        return kv.destroy(document(path));
    }

    @Override
    public Uni<String> encrypt(UUID authorizationId, byte[] plaintext) {
        var params = new VaultSecretsTransitEncryptParams()
                .setPlaintext(plaintext)
                .setAssociatedData(bytes(authorizationId));
        return VaultKv.orUnavailable(calls.write("encrypt", vault -> vault.secrets()
                .transit()
                .encrypt(TRANSIT_KEY, params)
                .thenApply(VaultSecretsTransitEncryptResultData::getCiphertext)));
    }

    @Override
    public Uni<byte[]> decrypt(UUID authorizationId, String ciphertext) {
        var params = new VaultSecretsTransitDecryptParams()
                .setCiphertext(ciphertext)
                .setAssociatedData(bytes(authorizationId));
        return VaultKv.orUnavailable(
                calls.read("decrypt", vault -> vault.secrets().transit().decrypt(TRANSIT_KEY, params))
                        .onFailure(VaultCallException::isNotAccepted)
                        .transform(failure ->
                                new IllegalStateException("the ciphertext does not belong to this authorization")));
    }

    @Override
    public Uni<Secret> tokenHashKey() {
        return key(TOKEN_HASH_KEY);
    }

    @Override
    public Uni<Secret> statusUrlKey() {
        return key(STATUS_URL_KEY);
    }

    @Override
    public Uni<Secret> programBindingKey() {
        return key(PROGRAM_BINDING_KEY);
    }

    private Uni<Secret> key(String path) {
        return readKey(path)
                .chain(known -> known.map(key -> Uni.createFrom().item(key)).orElseGet(() -> createKey(path)));
    }

    /** If several replicas create the key concurrently, all use the one that was stored first. */
    private Uni<Secret> createKey(String path) {
        return VaultKv.orUnavailable(kv.write(path, Map.of("key", randomKey()), 0)
                        .onFailure(VaultCallException::isNotAccepted)
                        .recoverWithNull())
                .chain(() -> readKey(path))
                .map(key -> key.orElseThrow(VaultCallException::unavailable));
    }

    private Uni<Optional<Secret>> readKey(String path) {
        return kv.read(path, secret -> Secret.of((String) key(secret)));
    }

    private static String randomKey() {
        var bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static Stored stored(VaultSecretsKV2ReadSecretData secret) {
        return new Stored(DocumentCodec.fromMap(secret.getData()), VaultKv.version(secret));
    }

    private static Object key(VaultSecretsKV2ReadSecretData secret) {
        return Objects.requireNonNull(secret.getData().get("key"), "key");
    }

    private static String document(ConnectionPath path) {
        return "connections/" + path.tenant() + "/" + path.connectionId();
    }

    private static byte[] bytes(UUID id) {
        return id.toString().getBytes(US_ASCII);
    }
}
