package io.latchkey.events.outbox;

import io.latchkey.events.EventJson;
import io.latchkey.events.OutgoingEvent;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/** Stores events in the transaction that makes them true; {@link Relay} publishes them after its commit. */
@ApplicationScoped
public class Outbox {
    private static final String INSERT = "insert into outbox (topic, key, event_id, type, time, extensions, data)"
            + " values (:topic, :key, :eventId, :type, :time, cast(cast(:extensions as text) as jsonb), :data)";

    private final RelayLoop relay;

    Outbox(RelayLoop relay) {
        this.relay = relay;
    }

    /** Adds {@code event} to the current transaction. Events of one key must be added under that key's row lock. */
    public Uni<Void> add(OutgoingEvent event) {
        return Panache.getSession()
                .chain(session -> insert(session, event))
                .invoke(relay::nudge)
                .replaceWithVoid();
    }

    private static Uni<Integer> insert(Mutiny.Session session, OutgoingEvent event) {
        return session.createNativeQuery(INSERT)
                .setParameter("topic", event.topic())
                .setParameter("key", event.key())
                .setParameter("eventId", event.eventId())
                .setParameter("type", event.type())
                .setParameter("time", event.time())
                .setParameter("extensions", EventJson.write(event.correlatedExtensions()))
                .setParameter("data", event.data() == null ? null : EventJson.write(event.data()))
                .executeUpdate();
    }
}
