package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Capability;
import io.latchkey.broker.consent.ConsentConfig;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.secret.CredentialDocument;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

/**
 * Lays what an exchange brought to rest in its authorization, whether it was welcome or is to be forgotten: it can't
 * be had twice, and nothing that a provider gave may get lost. It takes the grant's lease, so that nobody revokes the
 * same grant at this moment.
 */
@ApplicationScoped
class RestExchange {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final int RETRIES = 4;

    private final Authorizations authorizations;
    private final Credentials credentials;
    private final Exchanges exchanges;
    private final Leases leases;
    private final ConsentConfig config;
    private final Clock clock;

    RestExchange(
            Authorizations authorizations,
            Credentials credentials,
            Exchanges exchanges,
            Leases leases,
            ConsentConfig config,
            Clock clock) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.exchanges = exchanges;
        this.leases = leases;
        this.config = config;
        this.clock = clock;
    }

    /** Where the browser goes; fails with a {@link RejectedException} if the account or the connection is not right. */
    Uni<CallbackResult> rest(Authorization authorization, CredentialDocument document) {
        var code = Capability.mint();
        var grant = LeaseKey.grant(
                document.provider(), document.clientId(), document.account().id());
        return leases.holding(grant, lease -> exchanges
                        .seal(document)
                        .chain(ciphertext -> record(authorization, document, ciphertext, code))
                        .onFailure()
                        .retry()
                        .withBackOff(FIRST_PAUSE)
                        .atMost(RETRIES))
                .map(rejection -> {
                    rejection.ifPresent(why -> {
                        throw new RejectedException(why);
                    });
                    return CallbackResult.sentBack(ReturnAddress.consented(authorization, code));
                });
    }

    private Uni<Optional<Rejection>> record(
            Authorization authorization, CredentialDocument document, String ciphertext, Capability code) {
        return Panache.withTransaction(() -> credentials
                .findById(authorization.connectionId(), LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> authorizations.locked(authorization.id()).map(locked -> {
                    var rejection = rejection(locked, row, document);
                    settle(locked, rejection, document, ciphertext, code);
                    return rejection;
                })));
    }

    private static Optional<Rejection> rejection(
            Authorization authorization, CredentialRow row, CredentialDocument document) {
        if (row.closed()) {
            return Optional.of(Rejection.CLOSED);
        }
        var account = document.account().id();
        var another = row.accountId().filter(known -> !known.equals(account)).isPresent();
        return another && !authorization.request().accountChangeAllowed()
                ? Optional.of(Rejection.ACCOUNT_CHANGED)
                : Optional.empty();
    }

    private void settle(
            Authorization authorization,
            Optional<Rejection> rejection,
            CredentialDocument document,
            String ciphertext,
            Capability code) {
        var now = clock.instant();
        var account = document.account().id();
        rejection
                .flatMap(Rejection::ends)
                .ifPresentOrElse(
                        ending -> authorization.refuse(ending, ciphertext, account, now),
                        () -> authorization.consent(ciphertext, account, code, now.plus(config.codeTtl())));
    }
}
