package io.latchkey.broker.consent;

import io.latchkey.broker.revocation.ExchangesAtRest;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.DocumentCodec;
import io.latchkey.broker.secret.FlowCipher;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** What exchanges brought, as ciphertext in their authorizations. */
@ApplicationScoped
public class Exchanges implements ExchangesAtRest {
    private final Authorizations authorizations;
    private final FlowCipher cipher;
    private final Clock clock;

    Exchanges(Authorizations authorizations, FlowCipher cipher, Clock clock) {
        this.authorizations = authorizations;
        this.cipher = cipher;
        this.clock = clock;
    }

    /** What is to rest in the authorization that {@code document} names. */
    public Uni<String> seal(CredentialDocument document) {
        return cipher.encrypt(document.authorizationId(), DocumentCodec.toBytes(document));
    }

    /** What rests in {@code authorization}. */
    public Uni<CredentialDocument> open(Authorization authorization) {
        return cipher.decrypt(authorization.id, authorization.exchange).map(DocumentCodec::fromBytes);
    }

    @Override
    public Uni<List<CredentialDocument>> ofConnection(UUID connectionId) {
        return authorizations.atRestIn(connectionId).chain(resting -> Multi.createFrom()
                .iterable(resting)
                .onItem()
                .transformToUniAndConcatenate(this::open)
                .collect()
                .asList());
    }

    @Override
    public Uni<Boolean> anyOf(String provider, String clientId, String accountId, UUID except) {
        return authorizations.anyAtRest(provider, clientId, accountId, except);
    }

    @Override
    public Uni<Void> forgetAllOf(UUID connectionId) {
        return authorizations
                .openOrAtRestIn(connectionId)
                .invoke(found -> found.forEach(authorization -> {
                    authorization.end(AuthorizationStatus.CLOSED, clock.instant());
                    authorization.forget();
                }))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> forget(UUID authorizationId) {
        return authorizations
                .findById(authorizationId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNotNull()
                .invoke(Authorization::forget)
                .replaceWithVoid();
    }
}
