package io.latchkey.broker.consent.expiry;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.sweep.Sweeps;
import io.latchkey.work.sweep.Sweep;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Finds authorizations that hold a credential which can no longer be redeemed, authorizations that no browser finished,
 * and rows of connections whose creation failed.
 */
@ApplicationScoped
class LapseSweep {
    private final Authorizations authorizations;
    private final Credentials credentials;
    private final ConsentSettings config;
    private final RevocationSettings revocation;
    private final Clock clock;
    private final Sweep<Authorization> toForget;

    LapseSweep(
            Authorizations authorizations,
            Credentials credentials,
            ForgetHeldCredential forget,
            ConsentSettings config,
            RevocationSettings revocation,
            Sweeps sweeps,
            Clock clock) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.config = config;
        this.revocation = revocation;
        this.clock = clock;
        this.toForget = sweeps.of(
                        "queueing an unredeemed credential for revocation",
                        Authorizations.TO_FORGET,
                        revocation.claim(),
                        forget::forget,
                        this::postpone)
                .takingOrphansAfter(revocation.giveUpAfter());
    }

    @Scheduled(every = "${latchkey.connect.sweep-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> forgetHeldCredentials() {
        return toForget.run();
    }

    @Scheduled(every = "${latchkey.connect.tidy-interval}", concurrentExecution = ConcurrentExecution.SKIP)
    Uni<Void> tidy() {
        var now = clock.instant();
        var before = now.minus(config.keepEnded());
        return Panache.withTransaction(() -> authorizations.expireBy(now))
                .chain(() -> Panache.withTransaction(() -> authorizations.removeEndedBy(before)))
                .chain(() -> Panache.withTransaction(() -> credentials.removeNeverCreated(before)))
                .replaceWithVoid();
    }

    private Uni<Void> postpone(Authorization due, Throwable failure) {
        var next = revocation.nextAttempt(due.forgetAttempts(), failure, due.lapsedAt(), clock.instant());
        return Panache.withTransaction(() -> authorizations.postponeForgetting(due.id(), next));
    }
}
