package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.credential.Held;
import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.remote.Failure;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.check.Outcome;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.edge.time.Ids;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** What follows when a provider does not refresh a credential: for that version nothing more, if it is for good. */
@ApplicationScoped
class RefuseCredential {
    private final SecretStore store;
    private final Credentials credentials;
    private final Facts facts;
    private final Clock clock;
    private final MeterRegistry metrics;

    RefuseCredential(SecretStore store, Credentials credentials, Facts facts, Clock clock, MeterRegistry metrics) {
        this.store = store;
        this.credentials = credentials;
        this.facts = facts;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** The newer version that somebody has stored; else the failure, recorded if it is permanent. */
    Uni<Stored> unlessNewer(Held hand, Stored refused, ProviderException cause) {
        var failure = cause.failure();
        Log.infof(
                "refresh refused connection=%s generation=%d version=%d outcome=%s detail=%s",
                hand.row().connectionId(),
                refused.document().generation(),
                refused.version(),
                failure.outcome().code(),
                failure.detail());
        if (failure.outcome() == Outcome.OPERATOR_FAULT) {
            alarm(refused, failure);
        }
        return failure.permanent()
                ? believe(hand, refused, cause)
                : Uni.createFrom().failure(cause);
    }

    private Uni<Stored> believe(Held hand, Stored refused, ProviderException cause) {
        return store.read(hand.row().path()).chain(found -> {
            var newer = found.filter(stored -> stored.version() > refused.version());
            return newer.map(stored -> Uni.createFrom().item(stored))
                    .orElseGet(() -> record(hand, refused, cause.failure())
                            .chain(() -> Uni.createFrom().failure(cause)));
        });
    }

    private Uni<Void> record(Held hand, Stored refused, Failure failure) {
        var row = hand.row();
        var fact = new CredentialRefused(
                Ids.named(row.connectionId(), "refused", refused.document().generation(), refused.version()),
                row.connectionId(),
                row.tenant(),
                refused.document().generation(),
                refused.version(),
                clock.instant(),
                failure.reason());
        return Panache.withTransaction(() -> credentials
                .locked(row.connectionId())
                .invoke(locked -> locked.refuse(refused.version(), failure.reason()))
                .chain(() -> facts.tell(fact)));
    }

    private void alarm(Stored refused, Failure failure) {
        var provider = refused.document().provider();
        metrics.counter("latchkey.provider.operator.faults", "provider", provider)
                .increment();
        Log.errorf("the installation's client is at fault provider=%s detail=%s", provider, failure.detail());
    }
}
