package io.latchkey.broker.secret.vault;

import io.latchkey.broker.secret.ClientKey;
import io.latchkey.broker.secret.ClientKeyStore;
import io.latchkey.broker.secret.PublishedKeyVersion;
import io.latchkey.catalog.jwt.AssertionAlgorithm;
import io.quarkus.vault.client.common.VaultJSONResultExtractor;
import io.quarkus.vault.client.common.VaultRequest;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.time.OffsetDateTime;
import java.util.Base64;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The keys of clients in Vault's transit engine. They are not exportable. */
@ApplicationScoped
class VaultClientKeys implements ClientKeyStore {
    private static final String PREFIX = "latchkey-client-";
    private static final String TRANSIT = "transit";
    private static final String KEYS = "keys";

    private final VaultCalls calls;

    VaultClientKeys(VaultCalls calls) {
        this.calls = calls;
    }

    @Override
    public Uni<Void> create(String name, AssertionAlgorithm algorithm) {
        var type =
                switch (algorithm) {
                    case RS256 -> "rsa-2048";
                    case ES256 -> "ecdsa-p256";
                };
        return post("key", Map.of("type", type), KEYS, PREFIX + name);
    }

    @Override
    public Uni<Void> rotate(String name) {
        return post("key rotation", Map.of(), KEYS, PREFIX + name, "rotate");
    }

    @Override
    public Uni<Void> retireBefore(String name, int version) {
        return post("key retirement", Map.of("min_decryption_version", version), KEYS, PREFIX + name, "config");
    }

    @Override
    public Uni<SortedMap<Integer, PublishedKeyVersion>> publicKeys(String name) {
        return VaultKv.orUnavailable(
                calls.read("public keys", vault -> vault.execute(VaultRequest.get("Public keys of a client")
                                        .path(TRANSIT, KEYS, PREFIX + name)
                                        .expectOkStatus()
                                        .build(VaultJSONResultExtractor.of(Map.class)))
                                .thenApply(response -> publicKeys(response.getResult())))
                        .onFailure(VaultCallException::isAbsent)
                        .recoverWithItem(new TreeMap<>()));
    }

    private static SortedMap<Integer, PublishedKeyVersion> publicKeys(Map<?, ?> response) {
        var keys = new TreeMap<Integer, PublishedKeyVersion>();
        if (response.get("data") instanceof Map<?, ?> data && data.get("keys") instanceof Map<?, ?> versions) {
            var algorithm = String.valueOf(data.get("type")).startsWith("rsa") ? "RSA" : "EC";
            versions.forEach((version, key) ->
                    keys.put(Integer.valueOf(String.valueOf(version)), published((Map<?, ?>) key, algorithm)));
        }
        return keys;
    }

    private static PublishedKeyVersion published(Map<?, ?> key, String algorithm) {
        var created = OffsetDateTime.parse(String.valueOf(key.get("creation_time")));
        return new PublishedKeyVersion(publicKey(key, algorithm), created.toInstant());
    }

    private static PublicKey publicKey(Map<?, ?> key, String algorithm) {
        var pem = String.valueOf(key.get("public_key")).replaceAll("-----[A-Z ]+-----", "");
        try {
            return KeyFactory.getInstance(algorithm)
                    .generatePublic(
                            new X509EncodedKeySpec(Base64.getMimeDecoder().decode(pem)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Vault returns an unreadable public key", e);
        }
    }

    @Override
    public Uni<byte[]> sign(ClientKey key, byte[] input) {
        var body = Map.<String, Object>of(
                "input", Base64.getEncoder().encodeToString(input),
                "key_version", key.version(),
                "hash_algorithm", "sha2-256",
                "signature_algorithm", "pkcs1v15",
                "marshaling_algorithm", "jws");
        return VaultKv.orUnavailable(
                calls.write("sign", vault -> vault.execute(VaultRequest.post("Signature of a client")
                                .path(TRANSIT, "sign", PREFIX + key.name())
                                .body(body)
                                .expectOkStatus()
                                .build(VaultJSONResultExtractor.of(Map.class)))
                        .thenApply(response -> signature(response.getResult()))));
    }

    /** Vault prefixes a signature with its own scheme and the version; only ECDSA is encoded for URLs. */
    private static byte[] signature(Map<?, ?> response) {
        if (response.get("data") instanceof Map<?, ?> data && data.get("signature") instanceof String signature) {
            var encoded = signature.substring(signature.lastIndexOf(':') + 1);
            return encoded.indexOf('+') >= 0 || encoded.indexOf('/') >= 0 || encoded.endsWith("=")
                    ? Base64.getDecoder().decode(encoded)
                    : Base64.getUrlDecoder().decode(encoded);
        }
        throw new IllegalStateException("Vault returns no signature");
    }

    @Override
    public Uni<Void> destroy(String name) {
        return publicKeys(name)
                .chain(keys -> keys.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : post("key deletion", Map.of("deletion_allowed", true), KEYS, PREFIX + name, "config")
                                .chain(() -> deleted(name)));
    }

    private Uni<Void> deleted(String name) {
        return VaultKv.orUnavailable(calls.write(
                        "key deletion",
                        vault -> vault.execute(VaultRequest.delete("Key of a client")
                                .path(TRANSIT, KEYS, PREFIX + name)
                                .expectNoContentStatus()
                                .build()))
                .replaceWithVoid());
    }

    private Uni<Void> post(String operation, Map<String, Object> body, String... path) {
        var segments = new Object[path.length + 1];
        segments[0] = TRANSIT;
        System.arraycopy(path, 0, segments, 1, path.length);
        return VaultKv.orUnavailable(calls.write(
                        operation,
                        vault -> vault.execute(VaultRequest.post("Key of a client")
                                .path(segments)
                                .body(body)
                                .expectOkOrNoContentStatus()
                                .build()))
                .replaceWithVoid());
    }
}
