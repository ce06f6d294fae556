package io.latchkey.connection.intake;

import io.latchkey.connection.feed.Feed;
import io.latchkey.connection.history.History;
import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.connection.lifecycle.LifeCycle;
import io.latchkey.connection.lifecycle.Transition;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.inbox.Inbox;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * Applies a fact to its connection, once. A fact that has already arrived, over HTTP or Kafka, is dropped, and so is a
 * fact about a connection that the named tenant does not have.
 */
@ApplicationScoped
public class ApplyFact {
    private final Inbox inbox;
    private final Connections connections;
    private final Feed feed;
    private final History history;
    private final Clock clock;

    ApplyFact(Inbox inbox, Connections connections, Feed feed, History history, Clock clock) {
        this.inbox = inbox;
        this.connections = connections;
        this.feed = feed;
        this.history = history;
        this.clock = clock;
    }

    @WithTransaction
    public Uni<Void> apply(CredentialFact fact) {
        return apply(
                inbox.firstTime(fact.factId()),
                new Origin(fact.factId(), fact.tenant(), fact.connectionId()),
                status -> LifeCycle.apply(status, fact),
                (transition, now) -> history.record(fact, transition, now));
    }

    @WithTransaction
    public Uni<Void> apply(CheckFact fact) {
        return apply(
                fact.causedByClock() ? inbox.firstTimeEver(fact.factId()) : inbox.firstTime(fact.factId()),
                new Origin(fact.factId(), fact.tenant(), fact.connectionId()),
                status -> LifeCycle.apply(status, fact),
                (transition, now) -> history.record(fact, transition, now));
    }

    private record Origin(UUID factId, String tenant, UUID connectionId) {}

    private Uni<Void> apply(
            Uni<Boolean> firstTime,
            Origin origin,
            Function<ConnectionStatus, Transition> rule,
            BiFunction<Transition, Instant, Uni<Void>> remember) {
        return firstTime
                .chain(first -> first ? connection(origin) : Uni.createFrom().nullItem())
                .onItem()
                .ifNotNull()
                .transformToUni(stored -> {
                    var now = clock.instant();
                    var transition = rule.apply(stored.status());
                    return connections
                            .become(stored, transition.status(), now)
                            .chain(changed -> feed.publish(changed, transition, now))
                            .chain(() -> remember.apply(transition, now));
                })
                .replaceWithVoid();
    }

    private Uni<StoredConnection> connection(Origin origin) {
        return connections.findLocked(origin.tenant(), origin.connectionId()).invoke(stored -> {
            if (stored == null) {
                Log.infof(
                        "fact about an unknown connection fact=%s connection=%s",
                        origin.factId(), origin.connectionId());
            }
        });
    }
}
