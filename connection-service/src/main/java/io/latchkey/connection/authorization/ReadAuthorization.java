package io.latchkey.connection.authorization;

import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.edge.caller.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Reads the status of an authorization from the broker, and then its connection. */
@ApplicationScoped
class ReadAuthorization {
    private final Connections connections;
    private final Broker broker;

    ReadAuthorization(Connections connections, Broker broker) {
        this.connections = connections;
        this.broker = broker;
    }

    Uni<AuthorizationDetails> read(Caller caller, UUID id, UUID authorization) {
        return connection(caller, id)
                .chain(() -> broker.authorization(authorization, id, caller.tenant()))
                .chain(view -> connection(caller, id).map(stored -> new AuthorizationDetails(view, stored.view())));
    }

    private Uni<StoredConnection> connection(Caller caller, UUID id) {
        return Panache.withSession(() -> connections.get(caller.tenant(), id));
    }
}
