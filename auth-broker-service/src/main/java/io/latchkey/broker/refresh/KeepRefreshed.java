package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.CatchUp;
import io.latchkey.broker.credential.CredentialProblems;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.Held;
import io.latchkey.broker.lease.Detached;
import io.latchkey.broker.lease.Lease.LeaseLost;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.StaleVersion;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.token.IssuingClients.Issuer;
import io.latchkey.broker.token.RevocationEndpoint;
import io.latchkey.broker.token.TokenReply;
import io.latchkey.edge.time.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/**
 * Stores what a refresh brought. The refresh token that it was done with may be spent by now, so this goes on until the
 * new one is stored, keeping the lease; it is given up only when somebody else has stored a version meanwhile, and then
 * revoked first if the connection was deleted.
 */
@ApplicationScoped
class KeepRefreshed {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);

    private final SecretStore store;
    private final Credentials credentials;
    private final CatchUp catchUp;
    private final RevocationEndpoint revocation;
    private final Ids ids;
    private final MeterRegistry metrics;

    KeepRefreshed(
            SecretStore store,
            Credentials credentials,
            CatchUp catchUp,
            RevocationEndpoint revocation,
            Ids ids,
            MeterRegistry metrics) {
        this.store = store;
        this.credentials = credentials;
        this.catchUp = catchUp;
        this.revocation = revocation;
        this.ids = ids;
        this.metrics = metrics;
    }

    Uni<Stored> stored(Held hand, Stored before, Issuer issuer, TokenReply reply) {
        var document = refreshed(before.document(), issuer, reply);
        return untilStored(hand, before.version(), document, FIRST_PAUSE)
                .chain(stored -> catchUp.withRefresh(hand.row(), stored).replaceWith(stored))
                .onFailure(failure -> failure instanceof StaleVersion || failure instanceof LeaseLost)
                .recoverWithUni(() -> giveUp(hand, before, issuer, document));
    }

    private CredentialDocument refreshed(CredentialDocument before, Issuer issuer, TokenReply reply) {
        return before.refreshedWith(ids.next(), reply.refreshed(issuer.provider(), before.grant()));
    }

    private Uni<Stored> untilStored(Held hand, long version, CredentialDocument document, Duration pause) {
        return store.write(hand.row().path(), document, version)
                .onFailure(failure -> !(failure instanceof StaleVersion))
                .recoverWithUni(failure -> again(hand, version, document, pause));
    }

    private Uni<Stored> again(Held hand, long version, CredentialDocument document, Duration pause) {
        metrics.counter("latchkey.refresh.unstored").increment();
        Log.errorf(
                "refreshed credential not stored yet connection=%s", hand.row().connectionId());
        var next = pause.multipliedBy(2);
        return Detached.pause(pause)
                .chain(() -> hand.lease().renew())
                .onFailure(failure -> !(failure instanceof LeaseLost))
                .recoverWithNull()
                .chain(() ->
                        untilStored(hand, version, document, next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE));
    }

    private Uni<Stored> giveUp(Held hand, Stored before, Issuer issuer, CredentialDocument document) {
        Log.errorf("refreshed credential given up connection=%s", hand.row().connectionId());
        return credentials.find(hand.row().connectionId()).chain(row -> {
            if (row.filter(known -> !known.closed()).isPresent()) {
                return newer(hand, before);
            }
            return revoke(issuer, document).chain(() -> Uni.createFrom().failure(CredentialProblems.unknown()));
        });
    }

    private Uni<Stored> newer(Held hand, Stored before) {
        return store.read(hand.row().path()).map(found -> found.filter(stored -> stored.version() > before.version())
                .orElseThrow(Leases::busy));
    }

    private Uni<Void> revoke(Issuer issuer, CredentialDocument document) {
        return issuer.provider().oauth2().revoke() == null
                ? Uni.createFrom().voidItem()
                : revocation
                        .revoke(issuer.provider(), issuer.client(), document.tokens())
                        .invoke(result -> {
                            if (!result.ended()) {
                                Log.errorf(
                                        "credential of a deleted connection is left at its provider provider=%s",
                                        document.provider());
                            }
                        })
                        .replaceWithVoid();
    }
}
