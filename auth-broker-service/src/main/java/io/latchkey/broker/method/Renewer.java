package io.latchkey.broker.method;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Renews the credentials of a method without a person, where the method can. */
public interface Renewer {
    /** By default, for how long after it was first sent the same renewal may be sent again. */
    Duration USUAL_REPLAY_GRACE = Duration.ofSeconds(30);

    /** Prepares a renewal of {@code document}, whose material must be renewable. Nothing is sent to the provider yet. */
    Uni<Renewal> prepare(CredentialDocument document);

    /** After how long material of unknown life is renewed; empty: the catalog does not say. */
    Optional<Duration> usualLife();

    /** Whether a renewal may spend what it is sent with: so it is until the catalog or a renewal says otherwise. */
    boolean mayRotate(Grant grant);

    /** For how long after it was first sent the same renewal may be sent again. */
    Duration replayGrace();

    /** When a renewal should extend a grant that ends when it is idle; empty if none would. */
    Optional<Instant> keepAliveAt(Grant grant);
}
