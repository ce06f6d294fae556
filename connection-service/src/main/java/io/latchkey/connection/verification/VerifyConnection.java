package io.latchkey.connection.verification;

import io.latchkey.connection.intake.ApplyFact;
import io.latchkey.connection.peer.Verifier;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.Conflict;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Requests a check from the verifier, and applies the verdict to the connection before it responds. */
@ApplicationScoped
class VerifyConnection {
    private final Connections connections;
    private final Verifier verifier;
    private final ApplyFact applyFact;

    VerifyConnection(Connections connections, Verifier verifier, ApplyFact applyFact) {
        this.connections = connections;
        this.verifier = verifier;
        this.applyFact = applyFact;
    }

    Uni<Verification> verify(Caller caller, UUID id) {
        return connection(caller, id)
                .map(VerifyConnection::request)
                .chain(verifier::check)
                .call(check -> concernsTheConnection(check)
                        ? applyFact.apply(check)
                        : Uni.createFrom().voidItem())
                .chain(check -> connection(caller, id).map(stored -> Verification.of(check, stored.state())));
    }

    /**
     * Whether the provider was asked or a person must act. A failure between the services is not part of a connection's
     * health.
     */
    private static boolean concernsTheConnection(CheckCompleted check) {
        return check.credentialVersion() > 0 || check.outcome() == Outcome.PERMANENT;
    }

    private static CheckRequest request(StoredConnection stored) {
        if (stored.state() == ConnectionState.PENDING) {
            throw new Conflict(
                    "authorization-pending",
                    "The authorization of this connection is not completed.",
                    "Complete the authorization, or start another one.");
        }
        return new CheckRequest(stored.view(), stored.sequence());
    }

    private Uni<StoredConnection> connection(Caller caller, UUID id) {
        return Panache.withSession(() -> connections.get(caller.tenant(), id));
    }
}
