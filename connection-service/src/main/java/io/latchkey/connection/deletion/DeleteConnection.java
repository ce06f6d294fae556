package io.latchkey.connection.deletion;

import io.latchkey.connection.dependent.DependentView;
import io.latchkey.connection.dependent.Dependents;
import io.latchkey.connection.feed.Feed;
import io.latchkey.connection.history.History;
import io.latchkey.connection.lifecycle.LifeCycle;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.credential.ClosingRequest;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.http.ETags;
import io.latchkey.work.Correlation;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Deletes a connection. The transaction that commits the state and the event is decisive, because the broker consumes
 * the feed. The call to the broker that follows is a shortcut and may fail. A repeated deletion returns the result
 * known by then.
 */
@ApplicationScoped
class DeleteConnection {
    /** Dependents in the refusal to delete a connection that is used. */
    static final int SHOWN = 5;

    private final Connections connections;
    private final Dependents dependents;
    private final Feed feed;
    private final History history;
    private final Broker broker;
    private final Clock clock;

    DeleteConnection(
            Connections connections, Dependents dependents, Feed feed, History history, Broker broker, Clock clock) {
        this.connections = connections;
        this.dependents = dependents;
        this.feed = feed;
        this.history = history;
        this.broker = broker;
        this.clock = clock;
    }

    /**
     * @param force revoke at the provider even if that ends a sibling
     * @param ignoreDependents delete it even if it is used
     */
    Uni<Deletion> delete(Caller caller, UUID id, boolean force, boolean ignoreDependents, @Nullable String ifMatch) {
        return Panache.withTransaction(() -> connections
                        .findLocked(caller.tenant(), id)
                        .onItem()
                        .ifNull()
                        .failWith(() -> new NotFound("connection"))
                        .chain(stored -> {
                            if (stored.deleted()) {
                                return Uni.createFrom().item(new Committed(stored, !force));
                            }
                            ETags.requireMatch(ifMatch, stored.revision());
                            return requireUnused(stored, ignoreDependents)
                                    .chain(() -> markDeleted(
                                            stored, force, caller.principal().subject()));
                        }))
                .chain(committed -> close(committed, force));
    }

    private Uni<Void> requireUnused(StoredConnection stored, boolean ignoreDependents) {
        return ignoreDependents || stored.dependents() == 0
                ? Uni.createFrom().voidItem()
                : dependents.newest(stored.id(), SHOWN).map(newest -> {
                    throw new Conflict(
                                    "connection-in-use",
                                    "The connection is used by " + stored.dependents()
                                            + (stored.dependents() == 1 ? " dependent." : " dependents."),
                                    "Remove the dependents first, or repeat the request with ignoreDependents=true.")
                            .with("dependents", stored.dependents())
                            .with("newestDependents", paths(newest));
                });
    }

    private static List<String> paths(List<DependentView> dependents) {
        return dependents.stream().map(one -> one.kind() + "/" + one.ref()).toList();
    }

    /** Deletes a connection unless its first authorization has been completed in the meantime. */
    Uni<Void> deleteAbandoned(String tenant, UUID id) {
        return Panache.withTransaction(() -> connections
                        .findLocked(tenant, id)
                        .chain(stored -> stored.state() == ConnectionState.PENDING
                                ? markDeleted(stored, false, History.LATCHKEY)
                                : Uni.createFrom().nullItem()))
                .onItem()
                .ifNotNull()
                .transformToUni(committed -> close(committed, false))
                .replaceWithVoid();
    }

    /**
     * @param wishKnown whether the feed already contains everything that this deletion requests, so that the shortcut
     *     may fail
     */
    private record Committed(StoredConnection stored, boolean wishKnown) {}

    private Uni<Committed> markDeleted(StoredConnection stored, boolean force, String actor) {
        var now = clock.instant();
        return connections
                .become(stored, LifeCycle.delete(stored.status()).status(), now)
                .call(deleted -> dependents.forgetAllOf(deleted.id()))
                .chain(deleted -> connections.becomeUsed(deleted, 0, List.of()))
                .chain(deleted -> feed.publishDeleted(deleted, force, now))
                .call(deleted -> history.record(deleted, ConnectionEventType.DELETED.type(), actor, now))
                .invoke(() -> Log.infof(
                        "connection deleted connection=%s force=%s correlation=%s",
                        stored.id(), force, Correlation.text()))
                .map(deleted -> new Committed(deleted, true));
    }

    private Uni<Deletion> close(Committed committed, boolean force) {
        var stored = committed.stored();
        var deletion = Deletion.of(stored);
        if (deletion.revocation() != null) {
            return Uni.createFrom().item(deletion);
        }
        return broker.close(new ClosingRequest(stored.id(), stored.tenant(), force))
                .onFailure(failure -> committed.wishKnown())
                .recoverWithNull()
                .replaceWith(deletion);
    }
}
