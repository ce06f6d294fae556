package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.revocation.Cause;
import io.latchkey.broker.revocation.FreshGrant;
import io.latchkey.broker.revocation.PendingRevocations;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.TokenHasher;
import io.latchkey.broker.secret.TokenHashes;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the tokens of an exchange, for its code cannot be redeemed again.
 *
 * <ol>
 *   <li>It is held in its authorization before anything else is asked of the provider, so that it is given back should
 *       this replica die.
 *   <li>It is held nowhere else, or given back at once: where the connection was deleted meanwhile or has vanished, and
 *       where the person has begun anew.
 *   <li>Consent is recorded while nobody revokes the same grant; a revocation that is under way is waited for.
 * </ol>
 */
@ApplicationScoped
class HoldExchange {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration HOLD_WITHIN = Duration.ofSeconds(10);

    /** Longer than a slow revocation of the same grant takes. With the exchange, shorter than a flow may take for it. */
    private static final Duration REST_WITHIN = Duration.ofSeconds(60);

    private final Authorizations authorizations;
    private final Credentials credentials;
    private final Exchanges exchanges;
    private final PendingRevocations pending;
    private final TokenHasher hasher;
    private final FreshGrant freshGrant;
    private final ConsentSettings config;
    private final Clock clock;

    HoldExchange(
            Authorizations authorizations,
            Credentials credentials,
            Exchanges exchanges,
            PendingRevocations pending,
            TokenHasher hasher,
            FreshGrant freshGrant,
            ConsentSettings config,
            Clock clock) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.exchanges = exchanges;
        this.pending = pending;
        this.hasher = hasher;
        this.freshGrant = freshGrant;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Holds it before its account is known. Fails with a {@link RejectedException} where it was kept to be given back
     * instead; otherwise where Vault or the database does not answer for too long, and it will be kept once they do.
     */
    Uni<Void> hold(Authorization authorization, CredentialDocument document) {
        return hasher.of(document.material())
                .chain(hashes -> exchanges
                        .seal(document)
                        .chain(ciphertext -> locking(
                                authorization, (row, locked) -> held(authorization, row, locked, ciphertext, hashes))))
                .chain(rejection -> rejection
                        .map(why -> pending.add(path(authorization), document, causeOf(why)))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .replaceWith(rejection))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(HOLD_WITHIN.toMillis())
                .onFailure()
                .invoke(() -> pending.addEventually(path(authorization), document, Cause.UNREDEEMED))
                .invoke(HoldExchange::orThrow)
                .replaceWithVoid();
    }

    private Uni<Optional<Rejection>> held(
            Authorization began,
            @Nullable CredentialRow row,
            @Nullable Authorization locked,
            String ciphertext,
            TokenHashes hashes) {
        if (locked == null || row == null || row.closed()) {
            return closed(locked);
        }
        if (!locked.awaits(began.flow())) {
            return rejected(Rejection.UNKNOWN_STATE);
        }
        return exchanges
                .handOver(locked, Cause.UNREDEEMED)
                .invoke(() -> locked.hold(ciphertext, hashes))
                .replaceWith(Optional.empty());
    }

    private Uni<Optional<Rejection>> closed(@Nullable Authorization locked) {
        var ended = locked == null
                ? Uni.createFrom().voidItem()
                : exchanges.end(locked, AuthorizationStatus.CLOSED, Cause.DELETED);
        return ended.chain(() -> rejected(Rejection.CLOSED));
    }

    /**
     * The code that completes it, once that can be redeemed; fails with a {@link RejectedException} if the account or the connection is not right.
     *
     * @param document with its account, where the provider tells it
     */
    Uni<OneTimeToken> rest(Authorization authorization, CredentialDocument document, OneTimeToken code) {
        return freshGrant
                .keep(document, () -> exchanges
                        .seal(document)
                        .chain(ciphertext -> locking(
                                authorization,
                                (row, locked) -> settled(authorization, row, locked, document, ciphertext, code))))
                .onFailure(failure -> !(failure instanceof ProviderException))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(REST_WITHIN.toMillis())
                .invoke(HoldExchange::orThrow)
                .replaceWith(code);
    }

    private Uni<Optional<Rejection>> settled(
            Authorization began,
            @Nullable CredentialRow row,
            @Nullable Authorization locked,
            CredentialDocument document,
            String ciphertext,
            OneTimeToken code) {
        if (locked != null && locked.isConsentOf(began.flow(), code)) {
            return Uni.createFrom().item(Optional.empty());
        }
        var closed = row == null || row.closed();
        if (locked == null || !locked.awaits(began.flow()) || !locked.holdsExchange()) {
            return rejected(closed ? Rejection.CLOSED : Rejection.UNKNOWN_STATE);
        }
        var account = document.accountId();
        locked.identified(ciphertext, account.orElse(null));
        if (closed) {
            return closed(locked);
        }
        var another = row.accountId().isPresent() && !row.accountId().equals(account);
        if (another && !locked.request().accountChangeAllowed()) {
            return exchanges
                    .end(locked, AuthorizationStatus.ACCOUNT_CHANGED, Cause.REFUSED)
                    .chain(() -> rejected(Rejection.ACCOUNT_CHANGED));
        }
        locked.consent(code, clock.instant().plus(config.codeTtl()));
        return Uni.createFrom().item(Optional.empty());
    }

    private static Uni<Optional<Rejection>> rejected(Rejection rejection) {
        return Uni.createFrom().item(Optional.of(rejection));
    }

    private interface Step {
        Uni<Optional<Rejection>> apply(@Nullable CredentialRow row, @Nullable Authorization locked);
    }

    private Uni<Optional<Rejection>> locking(Authorization authorization, Step step) {
        return Panache.withTransaction(() -> credentials
                .findById(authorization.connectionId(), LockModeType.PESSIMISTIC_WRITE)
                .chain(row -> authorizations
                        .findById(authorization.id(), LockModeType.PESSIMISTIC_WRITE)
                        .chain(locked -> step.apply(row, locked))));
    }

    private static Cause causeOf(Rejection rejection) {
        return rejection == Rejection.CLOSED ? Cause.DELETED : Cause.UNREDEEMED;
    }

    private static void orThrow(Optional<Rejection> rejection) {
        rejection.ifPresent(why -> {
            throw new RejectedException(why);
        });
    }

    private static ConnectionPath path(Authorization authorization) {
        return new ConnectionPath(authorization.tenant(), authorization.connectionId());
    }
}
