package io.latchkey.broker.credential;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.fact.CredentialFacts;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.secret.hash.TokenHasher;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Updates a row to match its document and publishes the fact, in one transaction. Every write to Vault is followed by
 * this step; if the writer crashes in between, the next holder of the lease performs it. Call it under the lease.
 */
@ApplicationScoped
public class CredentialReconciler {
    private final Credentials credentials;
    private final CompletedAuthorizations authorizations;
    private final CredentialFacts facts;
    private final Methods methods;
    private final TokenHasher hasher;
    private final Clock clock;

    CredentialReconciler(
            Credentials credentials,
            CompletedAuthorizations authorizations,
            CredentialFacts facts,
            Methods methods,
            TokenHasher hasher,
            Clock clock) {
        this.credentials = credentials;
        this.authorizations = authorizations;
        this.facts = facts;
        this.methods = methods;
        this.hasher = hasher;
        this.clock = clock;
    }

    /** Records a stored completion: updates the row, ends the authorization, publishes the fact. */
    public Uni<CredentialAuthorized> withCompletion(CredentialState state, Stored stored) {
        var fact = authorized(state, stored, clock.instant());
        return hasher.of(stored.document().material())
                .chain(hashes -> Panache.withTransaction(() -> follow(state, stored, hashes)
                        .chain(() -> authorizations.completed(fact))
                        .chain(() -> facts.publish(fact))))
                .replaceWith(fact);
    }

    /** Records a stored refresh: updates the row, publishes the fact. */
    public Uni<CredentialState> withRefresh(CredentialState state, Stored stored) {
        var fact = refreshed(state, stored, clock.instant());
        return hasher.of(stored.document().material())
                .chain(hashes -> Panache.withTransaction(
                        () -> follow(state, stored, hashes).call(() -> facts.publish(fact))));
    }

    /** Updates the row if the document is ahead of it, and returns the resulting state. */
    Uni<CredentialState> withDocument(CredentialState state, Optional<Stored> document) {
        var ahead = document.filter(state::isBehind);
        if (ahead.isEmpty()) {
            return Uni.createFrom().item(state);
        }
        var stored = ahead.get();
        if (state.generation() < stored.document().generation()) {
            return withCompletion(state, stored)
                    .chain(() ->
                            Panache.withSession(() -> credentials.requireOpen(state.connectionId(), state.tenant())));
        }
        return withRefresh(state, stored);
    }

    private Uni<CredentialState> follow(CredentialState state, Stored stored, TokenHashes hashes) {
        return credentials.follow(state.connectionId(), stored, hashes, locked -> keepAliveAt(locked, stored));
    }

    /** Keeps the recorded time if this replica's catalog does not contain the provider. */
    private @Nullable Instant keepAliveAt(CredentialState state, Stored stored) {
        var method = methods.find(stored.document());
        return method.isPresent()
                ? method.get()
                        .renewer()
                        .flatMap(
                                renewer -> renewer.keepAliveAt(stored.document().grant()))
                        .orElse(null)
                : state.keepAliveAt();
    }

    private static CredentialAuthorized authorized(CredentialState state, Stored stored, Instant now) {
        var document = stored.document();
        return new CredentialAuthorized(
                Ids.named(state.connectionId(), "authorized", document.authorizationId()),
                state.connectionId(),
                state.tenant(),
                document.generation(),
                stored.version(),
                now,
                document.authorizationId(),
                document.method(),
                document.account(),
                document.modules(),
                document.grant().permissions(),
                document.grant().expiresAt(),
                document.parameters(),
                kindOf(document.client()));
    }

    private static @Nullable String kindOf(@Nullable ClientRef client) {
        return client == null ? null : client.registrant().kind();
    }

    private static CredentialRefreshed refreshed(CredentialState state, Stored stored, Instant now) {
        var document = stored.document();
        return new CredentialRefreshed(
                Ids.named(state.connectionId(), "refreshed", document.generation(), stored.version()),
                state.connectionId(),
                state.tenant(),
                document.generation(),
                stored.version(),
                now,
                document.grant().permissions(),
                document.grant().expiresAt());
    }
}
