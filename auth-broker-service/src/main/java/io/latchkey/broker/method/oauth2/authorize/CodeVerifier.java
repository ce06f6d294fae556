package io.latchkey.broker.method.oauth2.authorize;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;

/** Proof towards a provider that the client which spends a code is the one that asked for it (RFC 7636, S256 only). */
public record CodeVerifier(Secret secret) {
    public static CodeVerifier mint() {
        return new CodeVerifier(Secret.of(OneTimeToken.mint().text()));
    }

    String challenge() {
        return OneTimeToken.base64(OneTimeToken.sha256(secret.reveal()));
    }
}
