package io.latchkey.broker;

import io.latchkey.broker.credential.CatchUp;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.secret.Tokens;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.edge.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;

/** Puts connections where a completed consent would have left them. */
@ApplicationScoped
public class Seeds {
    public static final String ACCESS_TOKEN = "seeded-access-token";

    private final Credentials credentials;
    private final SecretStore store;
    private final CatchUp catchUp;
    private final Clock clock;
    private final Ids ids;

    Seeds(Credentials credentials, SecretStore store, CatchUp catchUp, Clock clock, Ids ids) {
        this.credentials = credentials;
        this.store = store;
        this.catchUp = catchUp;
        this.clock = clock;
        this.ids = ids;
    }

    /** A connection whose access token is good for an hour. */
    public UUID authorized(String tenant) {
        var now = clock.instant();
        return authorized(
                tenant,
                "northwind",
                new Tokens(
                        Secret.of(ACCESS_TOKEN), null, "Bearer", now, now.plusSeconds(3600), null));
    }

    public UUID authorized(String tenant, String provider, Tokens tokens) {
        var id = ids.next();
        var path = new ConnectionPath(tenant, id);
        run(() -> Panache.withTransaction(() -> credentials.expect(id, tenant, provider, null))
                .chain(row -> store.write(path, document(provider, tokens), 0)
                        .chain(stored -> catchUp.withCompletion(row, stored))));
        return id;
    }

    public Optional<Stored> stored(String tenant, UUID connectionId) {
        return run(() -> store.read(new ConnectionPath(tenant, connectionId)));
    }

    private CredentialDocument document(String provider, Tokens tokens) {
        return new CredentialDocument(
                1,
                ids.next(),
                ids.next(),
                provider,
                "client-of-" + provider,
                new Account("account-" + ids.next(), "nora@northwind.example"),
                List.of(),
                Permissions.of(List.of("profile"), List.of("profile")),
                List.of("openid"),
                tokens,
                clock.instant(),
                (Instant) null);
    }

    public static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (RuntimeException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
