package io.latchkey.broker.consent;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.credential.CompletedAuthorizations;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.events.EventJson;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.io.IOException;

/**
 * Ends an authorization as completed, keeps the fact as the response to a repeated completion, and ends the other open
 * authorizations of the connection as superseded.
 */
@ApplicationScoped
public class CompletedFacts implements CompletedAuthorizations {
    private final Authorizations authorizations;
    private final HeldCredentials heldCredentials;

    CompletedFacts(Authorizations authorizations, HeldCredentials heldCredentials) {
        this.authorizations = authorizations;
        this.heldCredentials = heldCredentials;
    }

    @Override
    public Uni<Void> completed(CredentialAuthorized fact) {
        return authorizations
                .findById(fact.authorizationId(), LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .invoke(row -> row.complete(EventJson.write(fact), fact.observedAt()))
                .chain(() -> heldCredentials.supersedeOthers(fact.connectionId(), fact.authorizationId()));
    }

    /** The response to a repeated completion of {@code authorization}. */
    public static CredentialAuthorized read(Authorization authorization) {
        try {
            return EventJson.read(
                    authorization.completedFact().orElseThrow().getBytes(UTF_8), CredentialAuthorized.class);
        } catch (IOException e) {
            throw new IllegalStateException("a kept fact can't be read", e);
        }
    }
}
