package io.latchkey.connection.authorization;

import io.latchkey.connection.intake.ApplyFact;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.credential.CompletionRequest;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/**
 * Completes an authorization for the principal that started it. The broker validates the request and stores the
 * credential; this service applies the resulting fact immediately.
 */
@ApplicationScoped
class CompleteAuthorization {
    private final Connections connections;
    private final Broker broker;
    private final ApplyFact applyFact;

    CompleteAuthorization(Connections connections, Broker broker, ApplyFact applyFact) {
        this.connections = connections;
        this.broker = broker;
        this.applyFact = applyFact;
    }

    Uni<StoredConnection> complete(Caller caller, UUID id, UUID authorization, Completion completion) {
        var request = new CompletionRequest(
                id, caller.tenant(), caller.principal(), completion.code(), completion.codeVerifier());
        return connection(caller, id)
                .chain(() -> broker.complete(authorization, request))
                .chain(applyFact::apply)
                .invoke(() -> Log.infof(
                        "authorization completed connection=%s authorization=%s correlation=%s",
                        id, authorization, Correlation.text()))
                .chain(() -> connection(caller, id));
    }

    private Uni<StoredConnection> connection(Caller caller, UUID id) {
        return Panache.withSession(() -> connections.get(caller.tenant(), id));
    }
}
