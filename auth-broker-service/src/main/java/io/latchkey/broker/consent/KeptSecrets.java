package io.latchkey.broker.consent;

import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.latchkey.broker.secret.FlowSecrets;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Encrypts what a flow keeps between <em>Continue</em> and its response. */
@ApplicationScoped
public class KeptSecrets {
    private final FlowCipher cipher;

    KeptSecrets(FlowCipher cipher) {
        this.cipher = cipher;
    }

    public Uni<String> seal(UUID authorizationId, Kept kept) {
        return cipher.encrypt(authorizationId, DocumentCodec.toBytes(new FlowSecrets(kept.secret(), kept.ownClient())));
    }

    /** Decrypts what the current flow of {@code authorization} keeps. */
    public Uni<Kept> open(Authorization authorization) {
        return cipher.decrypt(authorization.id(), authorization.flow().requireKept())
                .map(DocumentCodec::flowFromBytes)
                .map(secrets -> new Kept(secrets.method(), authorization.flow().client(), secrets.ownClient()));
    }
}
