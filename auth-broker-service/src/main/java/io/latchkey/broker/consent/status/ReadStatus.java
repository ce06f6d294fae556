package io.latchkey.broker.consent.status;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationView;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Reads the status of an authorization: one row, and nothing changes. */
@ApplicationScoped
public class ReadStatus {
    private final Authorizations authorizations;
    private final StatusUrls urls;
    private final Clock clock;

    ReadStatus(Authorizations authorizations, StatusUrls urls, Clock clock) {
        this.authorizations = authorizations;
        this.urls = urls;
        this.clock = clock;
    }

    /** The status of an authorization of this tenant's connection. */
    public Uni<AuthorizationView> of(UUID id, ConnectionPath connection) {
        return Panache.withSession(() -> authorizations.of(id, connection)).map(this::view);
    }

    /** The status of the authorization for which the token of a status URL was issued. */
    Uni<AuthorizationView> byToken(String token) {
        return urls.authorization(token)
                .chain(id -> id.map(known -> Panache.withSession(() -> authorizations.find(known)))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())))
                .map(this::view);
    }

    private AuthorizationView view(Optional<Authorization> found) {
        return view(
                found.orElseThrow(() -> new NotFound(
                        "authorization",
                        "Send the id or the statusUrl unchanged. An authorization is deleted some days after it has"
                                + " ended: then read the state of its connection.")),
                clock.instant());
    }

    private static AuthorizationView view(Authorization authorization, Instant now) {
        var status = authorization.statusAt(now);
        var failure = authorization.failureAt(now);
        return new AuthorizationView(
                authorization.id(),
                authorization.connectionId(),
                status,
                status.ended(),
                failure.orElse(null),
                failure.map(AuthorizationFailure::detail).orElse(null),
                failure.map(AuthorizationFailure::remedy).orElse(null),
                authorization.createdAt(),
                status.ended() ? null : authorization.deadline().orElse(null),
                authorization.endedAt(now).orElse(null));
    }
}
