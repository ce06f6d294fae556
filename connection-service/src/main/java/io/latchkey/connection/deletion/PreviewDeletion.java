package io.latchkey.connection.deletion;

import io.latchkey.connection.dependent.DependentView;
import io.latchkey.connection.dependent.Dependents;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.credential.RevocationPreview;
import io.latchkey.edge.caller.Caller;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Finds out what the deletion of a connection would do. It changes nothing. */
@ApplicationScoped
class PreviewDeletion {
    private final Connections connections;
    private final Dependents dependents;
    private final Broker broker;

    PreviewDeletion(Connections connections, Dependents dependents, Broker broker) {
        this.connections = connections;
        this.dependents = dependents;
        this.broker = broker;
    }

    private record Used(StoredConnection connection, List<DependentView> newest) {}

    Uni<DeletionPreview> of(Caller caller, UUID id) {
        return Panache.withSession(() -> connections.get(caller.tenant(), id).chain(stored -> dependents
                        .newest(id, DeleteConnection.SHOWN)
                        .map(newest -> new Used(stored, newest))))
                .chain(used -> broker.preview(new RevocationPreview.Request(id, caller.tenant()))
                        .map(preview -> preview(used, preview)));
    }

    private static DeletionPreview preview(Used used, RevocationPreview preview) {
        return new DeletionPreview(
                used.connection.dependents(),
                used.newest,
                preview.siblings(),
                preview.endsAllAccess(),
                preview.expected());
    }
}
