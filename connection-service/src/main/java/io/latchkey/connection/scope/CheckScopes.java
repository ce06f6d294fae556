package io.latchkey.connection.scope;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.connection.ConnectionSettings;
import io.latchkey.connection.authorization.Addition;
import io.latchkey.connection.peer.Broker;
import io.latchkey.connection.scope.ScopeCheck.AddingAuthorization;
import io.latchkey.connection.scope.ScopeCheck.NextStep;
import io.latchkey.connection.store.Connections;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.credential.NeededPermissions;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.Invalid;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** Compares what a task needs, by the catalog, with what the provider granted. */
@ApplicationScoped
class CheckScopes {
    private final Connections connections;
    private final Broker broker;
    private final HttpUrl publicUrl;

    CheckScopes(Connections connections, Broker broker, ConnectionSettings settings) {
        this.connections = connections;
        this.broker = broker;
        this.publicUrl = settings.publicUrl();
    }

    Uni<ScopeCheck> check(Caller caller, UUID id, ScopeQuestion question) {
        if (question.namesNothing()) {
            throw new Invalid("modules", "The task needs nothing.", "Name modules or permissions that it needs.");
        }
        return Panache.withSession(() -> connections.get(caller.tenant(), id))
                .chain(stored -> broker.needed(NeededPermissions.Request.of(
                                stored.provider().id(), question.modules(), question.permissions()))
                        .map(needed -> result(stored, question, needed)));
    }

    private ScopeCheck result(StoredConnection stored, ScopeQuestion question, List<String> needed) {
        var granted = stored.permissions().granted();
        var missing = needed.stream()
                .filter(permission -> !granted.contains(permission))
                .toList();
        boolean suffices = stored.state().isUsable() && missing.isEmpty();
        return new ScopeCheck(
                suffices, stored.state(), needed, missing, suffices ? null : nextStep(stored.id(), question));
    }

    private NextStep nextStep(UUID id, ScopeQuestion question) {
        return new NextStep(
                publicUrl.with("/v1/connections/" + id + "/authorizations"),
                new AddingAuthorization(new Addition(question.modules(), question.permissions())));
    }
}
