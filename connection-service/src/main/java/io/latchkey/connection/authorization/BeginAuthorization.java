package io.latchkey.connection.authorization;

import io.latchkey.connection.history.History;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.Correlation;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;

/**
 * Begins another authorization of a connection. The connection does not change until the authorization is completed.
 */
@ApplicationScoped
class BeginAuthorization {
    private final Connections connections;
    private final Broker broker;
    private final History history;
    private final Clock clock;

    BeginAuthorization(Connections connections, Broker broker, History history, Clock clock) {
        this.connections = connections;
        this.broker = broker;
        this.history = history;
        this.clock = clock;
    }

    Uni<AuthorizationLink> begin(Caller caller, UUID id, NewAuthorization wanted) {
        return Panache.withSession(() -> connections.get(caller.tenant(), id))
                .chain(stored -> broker.begin(request(caller, stored, wanted)))
                .onFailure(refused -> wanted.add() != null && refused instanceof Invalid)
                .transform(refused -> inAddition((Invalid) refused))
                .call(() -> record(caller, id))
                .invoke(offer -> Log.infof(
                        "authorization begun connection=%s authorization=%s correlation=%s",
                        id, offer.authorizationId(), Correlation.text()))
                .map(AuthorizationLink::of);
    }

    private static AuthorizationRequest request(Caller caller, StoredConnection stored, NewAuthorization wanted) {
        var grant = stored.status().grant();
        var scope = Wanted.of(wanted, stored);
        return new AuthorizationRequest(
                stored.id(),
                stored.tenant(),
                caller.principal(),
                stored.name(),
                stored.provider().id(),
                Objects.requireNonNullElse(wanted.method(), grant.method()),
                scope.modules(),
                scope.permissions(),
                returnUrl(wanted, stored),
                wanted.callerState(),
                wanted.codeChallenge(),
                wanted.accountChangeAllowed(),
                stored.credentialClients(),
                wanted.parameters(),
                wanted.client());
    }

    /** The broker knows no additions: it names the field of the whole. */
    private static Invalid inAddition(Invalid refused) {
        var field = refused.explanation().members().get(Explanation.FIELD);
        return "modules".equals(field) || "permissions".equals(field)
                ? refused.with(Explanation.FIELD, "add." + field)
                : refused;
    }

    private static String returnUrl(NewAuthorization wanted, StoredConnection stored) {
        return Objects.requireNonNull(wanted.returnUrl() == null ? stored.returnUrl() : wanted.returnUrl());
    }

    private Uni<Void> record(Caller caller, UUID id) {
        var now = clock.instant();
        return Panache.withTransaction(() -> connections
                .get(caller.tenant(), id)
                .chain(stored -> history.record(stored, History.AUTHORIZATION_BEGUN, caller.principal(), now)));
    }
}
