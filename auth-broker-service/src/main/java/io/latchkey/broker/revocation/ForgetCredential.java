package io.latchkey.broker.revocation;

import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.edge.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.function.Supplier;

/** Gives back what is no connection's credential, erases our copy and says so. Call it under the connection's lease. */
@ApplicationScoped
public class ForgetCredential {
    private final GiveBack giveBack;
    private final ExchangesAtRest exchanges;
    private final Facts facts;
    private final Clock clock;

    ForgetCredential(GiveBack giveBack, ExchangesAtRest exchanges, Facts facts, Clock clock) {
        this.giveBack = giveBack;
        this.exchanges = exchanges;
        this.facts = facts;
        this.clock = clock;
    }

    /**
     * Forgets what the exchange of an authorization brought. Fails where it should be tried again.
     *
     * @param cause {@code unredeemed}, {@code refused} or {@code superseded}
     * @param attempts that have failed before
     */
    public Uni<Void> exchange(ConnectionPath path, CredentialDocument document, String cause, int attempts) {
        return forget(path, document, cause, attempts, () -> exchanges.forget(document.authorizationId()));
    }

    Uni<Void> replaced(ConnectionPath path, CredentialDocument document, int attempts, Supplier<Uni<Void>> erase) {
        return forget(path, document, "replaced", attempts, erase);
    }

    private Uni<Void> forget(
            ConnectionPath path, CredentialDocument document, String cause, int attempts, Supplier<Uni<Void>> erase) {
        return giveBack.of(document, false, attempts).chain(revocation -> {
            var fact = new CredentialForgotten(
                    Ids.named(path.connectionId(), "forgotten", document.authorizationId()),
                    path.connectionId(),
                    path.tenant(),
                    clock.instant(),
                    document.authorizationId(),
                    cause,
                    revocation);
            return Panache.withTransaction(() -> erase.get().chain(() -> facts.tell(fact)));
        });
    }
}
