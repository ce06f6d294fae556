package io.latchkey.broker.method.oauth2.authorize;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;

/**
 * The code verifier (RFC 7636, S256 only). It proves to the provider that the client that redeems a code is the one
 * that requested it.
 */
public record CodeVerifier(Secret secret) {
    public static CodeVerifier mint() {
        return new CodeVerifier(Secret.of(OneTimeToken.mint().text()));
    }

    /** The nonce of the same authorization (OpenID Connect Core 1.0, section 15.5.2): a hash that reveals nothing. */
    public String nonce() {
        return OneTimeToken.base64(OneTimeToken.sha256("nonce " + secret.reveal()));
    }

    String challenge() {
        return OneTimeToken.base64(OneTimeToken.sha256(secret.reveal()));
    }
}
