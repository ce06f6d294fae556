package io.latchkey.broker.method.oauth2;

import io.latchkey.broker.secret.Capability;
import io.latchkey.broker.secret.Secret;

/** Proof towards a provider that the client which spends a code is the one that asked for it (RFC 7636, S256 only). */
record CodeVerifier(Secret secret) {
    static CodeVerifier mint() {
        return new CodeVerifier(Secret.of(Capability.mint().text()));
    }

    String challenge() {
        return Capability.base64(Capability.sha256(secret.reveal()));
    }
}
