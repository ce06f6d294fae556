package io.latchkey.connection.dependent;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.connection.dependent.Dependent.Needs;
import io.latchkey.connection.feed.Feed;
import io.latchkey.connection.history.History;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.credential.NeededPermissions;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.text.Texts;
import io.latchkey.work.failure.Conflict;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * Registers and removes dependents.
 *
 * <ol>
 *   <li>The broker says which permissions the modules need, before the transaction begins. The result is stored, so
 *       that neither an outage of the broker nor a change of the catalog affects what is known of a dependent. Registering
 *       it again asks the broker again.
 *   <li>If the needs of all dependents together change what is missing or no longer needed, an event says so. Other
 *       changes publish nothing.
 * </ol>
 */
@ApplicationScoped
class ChangeDependents {
    /** Dependents of one connection. */
    static final int MOST = 1_000;

    private final Connections connections;
    private final Dependents dependents;
    private final Broker broker;
    private final Feed feed;
    private final History history;
    private final Ids ids;
    private final Clock clock;

    ChangeDependents(
            Connections connections,
            Dependents dependents,
            Broker broker,
            Feed feed,
            History history,
            Ids ids,
            Clock clock) {
        this.connections = connections;
        this.dependents = dependents;
        this.broker = broker;
        this.feed = feed;
        this.history = history;
        this.ids = ids;
        this.clock = clock;
    }

    /** @param created whether the dependent was not registered before */
    record Registered(DependentView dependent, boolean created) {}

    /** Registers a dependent, or replaces what is known of it. */
    Uni<Registered> register(Caller caller, DependentKey key, NewDependent request) {
        var label = request.label() == null
                ? null
                : Texts.requireName("label", request.label(), ConnectionRules.NAME_LENGTH);
        return Panache.withSession(() -> connections.get(caller.tenant(), key.connectionId()))
                .chain(stored -> needs(stored, request.modules()))
                .chain(needs -> Panache.withTransaction(() -> locked(caller, key.connectionId())
                        .chain(stored -> dependents.find(key).chain(known -> {
                            var now = clock.instant();
                            if (known != null) {
                                known.become(label, needs, now);
                                return used(caller, stored, stored.dependents(), now)
                                        .replaceWith(new Registered(known.view(), false));
                            }
                            requireRoom(stored);
                            var added = new Dependent(ids.next(), key, label, needs, now);
                            return dependents
                                    .persist(added)
                                    .chain(() -> used(caller, stored, stored.dependents() + 1, now))
                                    .replaceWith(new Registered(added.view(), true));
                        }))));
    }

    /** Removes a dependent; no error if there is none. */
    Uni<Void> remove(Caller caller, DependentKey key) {
        return Panache.withTransaction(() -> locked(caller, key.connectionId()).chain(stored -> dependents
                .remove(key)
                .chain(removed -> removed
                        ? used(caller, stored, stored.dependents() - 1, clock.instant())
                        : Uni.createFrom().voidItem())));
    }

    private Uni<Needs> needs(StoredConnection stored, List<String> modules) {
        return modules.isEmpty()
                ? Uni.createFrom().item(Needs.NOTHING)
                : broker.needed(NeededPermissions.Request.of(stored.provider().id(), modules, List.of()))
                        .map(permissions -> new Needs(modules, permissions));
    }

    private Uni<StoredConnection> locked(Caller caller, UUID connection) {
        return connections.getLocked(caller.tenant(), connection);
    }

    private static void requireRoom(StoredConnection stored) {
        if (stored.dependents() >= MOST) {
            throw new Conflict(
                    "too-many-dependents",
                    "The connection has " + MOST + " dependents, which is the limit.",
                    "Remove dependents that no longer exist, or register one for several of them.");
        }
    }

    private Uni<Void> used(Caller caller, StoredConnection before, int count, Instant now) {
        return dependents
                .flush()
                .chain(() -> dependents.neededBy(before.id()))
                .chain(needed -> connections.becomeUsed(before, count, needed))
                .chain(after -> after.permissions().equals(before.permissions())
                        ? Uni.createFrom().voidItem()
                        : publish(caller, after, now));
    }

    private Uni<Void> publish(Caller caller, StoredConnection changed, Instant now) {
        var type = ConnectionEventType.PERMISSIONS_CHANGED;
        return feed.publish(changed, type, now)
                .chain(published -> history.record(published, type.type(), caller.principal(), now));
    }
}
