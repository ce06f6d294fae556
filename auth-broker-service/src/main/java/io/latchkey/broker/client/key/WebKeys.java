package io.latchkey.broker.client.key;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Map;
import org.jose4j.jwk.JsonWebKey.OutputControlLevel;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.lang.JoseException;

/** Public keys as JSON Web Keys (RFC 7517). */
final class WebKeys {
    private WebKeys() {}

    static Map<String, Object> of(String kid, PublicKey publicKey) {
        try {
            var key = PublicJsonWebKey.Factory.newPublicJwk(publicKey);
            key.setKeyId(kid);
            key.setUse("sig");
            key.setAlgorithm(publicKey instanceof RSAPublicKey ? "RS256" : "ES256");
            return key.toParams(OutputControlLevel.PUBLIC_ONLY);
        } catch (JoseException e) {
            throw new IllegalStateException("Vault returns a public key of an unexpected kind", e);
        }
    }
}
