package io.latchkey.broker.refresh;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.secret.CredentialDocument;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a refresh does to the refresh token that is sent: whether it may spend it, and for how long the provider accepts
 * a spent one again.
 */
@ApplicationScoped
class Rotation {
    private final Methods methods;

    Rotation(Methods methods) {
        this.methods = methods;
    }

    /** Whether a refresh may spend the refresh token: true unless the catalog or an earlier refresh shows otherwise. */
    boolean mayRotate(CredentialDocument document) {
        return methods.find(document)
                .flatMap(AuthMethod::renewer)
                .map(renewer -> renewer.mayRotate(document.grant()))
                .orElseGet(() -> !Boolean.FALSE.equals(document.grant().rotates()));
    }

    /** When the provider first renews this credential. Empty if it does so at any time. */
    Optional<Instant> renewableAt(CredentialDocument document) {
        return methods.find(document)
                .flatMap(AuthMethod::renewer)
                .flatMap(renewer -> renewer.notBefore(document.grant()));
    }

    /** How long the provider accepts the repetition of a refresh, from the time when it was first sent. */
    Duration replayGrace(CredentialDocument document) {
        return methods.find(document)
                .flatMap(AuthMethod::renewer)
                .map(Renewer::replayGrace)
                .orElse(Renewer.USUAL_REPLAY_GRACE);
    }

    /**
     * Whether the provider still accepts the refresh that was first sent at {@code sentAt}, as far as this replica
     * knows: it may have an older catalog, which does not contain the provider.
     */
    boolean isAcceptedAgain(CredentialDocument document, Instant sentAt, Instant now) {
        return !mayRotate(document)
                || methods.find(document).isEmpty()
                || now.isBefore(sentAt.plus(replayGrace(document)));
    }
}
