package io.latchkey.broker.method;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Renews the credentials of a method without user interaction, if the method supports it. */
public interface Renewer {
    /** Default of {@link #replayGrace}. */
    Duration USUAL_REPLAY_GRACE = Duration.ofSeconds(30);

    /** Prepares a renewal of {@code document}, whose material must be renewable. Sends nothing to the provider yet. */
    Uni<Renewal> prepare(CredentialDocument document);

    /** The age at which material of unknown lifetime is renewed. Empty if the catalog does not define it. */
    Optional<Duration> usualLife();

    /**
     * Whether a renewal may invalidate the material that it uses. True until the catalog or a renewal shows otherwise.
     */
    boolean mayRotate(Grant grant);

    /** How long after its first request the same renewal may be sent again. */
    Duration replayGrace();

    /** When the provider first accepts a renewal of {@code grant}. Empty if it accepts one at any time. */
    default Optional<Instant> notBefore(Grant grant) {
        return Optional.empty();
    }

    /** When to renew a grant that expires through inactivity. Empty if no renewal would extend it. */
    Optional<Instant> keepAliveAt(Grant grant);

    /** Whether a renewal is the test of a credential, because the provider has no request for it. */
    default boolean tests() {
        return false;
    }
}
