package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.lease.Lease.SentRefresh;
import io.latchkey.broker.secret.SecretStore.Stored;
import java.time.Instant;
import java.util.Optional;

/**
 * A refresh of a version that is about to be sent.
 *
 * @param firstSentAt now, or when a replica that crashed sent it: the provider's replay grace starts at this time
 * @param replay whether the provider may already have processed this refresh and so have spent the refresh token
 */
record Attempt(Instant firstSentAt, boolean replay) {
    static Attempt of(LockedCredential locked, Stored stored, boolean mayRotate, Instant now) {
        var unfinished = unfinished(locked, stored);
        var trouble = locked.state().trouble();
        boolean sentBefore = unfinished.isPresent() || trouble.inDoubt() || trouble.replayUntil() != null;
        return new Attempt(unfinished.map(SentRefresh::sentAt).orElse(now), sentBefore && mayRotate);
    }

    /** Finds the refresh of this version that a replica sent before it crashed. */
    static Optional<SentRefresh> unfinished(LockedCredential locked, Stored stored) {
        return locked.lease().unfinishedRefresh().filter(sent -> sent.version() == stored.version());
    }
}
