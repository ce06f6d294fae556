package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.revocation.FreshGrant;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.revocation.pending.PendingRevocations;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.hash.TokenHasher;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/**
 * Holds the tokens of an exchange, because its code cannot be redeemed again.
 *
 * <ol>
 *   <li>The tokens are held in their authorization before any other request to the provider, so that they are revoked
 *       if this replica crashes.
 *   <li>The tokens are held nowhere else. They are queued for revocation instead if the connection is deleted or no
 *       longer exists, if another authorization was completed, or if the person has started a new flow.
 *   <li>Consent is recorded only while no revocation of the same grant is in progress; the broker waits for one that
 *       is.
 * </ol>
 */
@ApplicationScoped
class HoldCredential {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(3);
    private static final Duration HOLD_WITHIN = Duration.ofSeconds(10);

    /**
     * Longer than a slow revocation of the same grant takes. Together with the exchange, shorter than the time that a
     * flow allows for it.
     */
    private static final Duration RECORD_WITHIN = Duration.ofSeconds(60);

    private final Authorizations authorizations;
    private final Credentials credentials;
    private final HeldCredentials heldCredentials;
    private final PendingRevocations pending;
    private final TokenHasher hasher;
    private final FreshGrant freshGrant;
    private final ConsentSettings config;
    private final Clock clock;

    HoldCredential(
            Authorizations authorizations,
            Credentials credentials,
            HeldCredentials heldCredentials,
            PendingRevocations pending,
            TokenHasher hasher,
            FreshGrant freshGrant,
            ConsentSettings config,
            Clock clock) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.heldCredentials = heldCredentials;
        this.pending = pending;
        this.hasher = hasher;
        this.freshGrant = freshGrant;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Holds the tokens before their account is known. Fails with a {@link RejectedException} if they were queued for
     * revocation instead. Fails with another exception if Vault or the database does not respond for too long; the
     * tokens are then queued for revocation as soon as both respond.
     */
    Uni<Void> hold(Authorization authorization, CredentialDocument document) {
        return hold(authorization, document, locked -> heldCredentials.handOver(locked, Cause.UNREDEEMED));
    }

    /**
     * Holds {@code document} in the place of the held credential, which belongs to the same grant. Fails like
     * {@link #hold}.
     */
    Uni<Void> holdInstead(Authorization authorization, CredentialDocument document) {
        return hold(authorization, document, locked -> Uni.createFrom().voidItem());
    }

    /** @param before what becomes of the credential that the locked authorization holds */
    private Uni<Void> hold(
            Authorization authorization, CredentialDocument document, Function<Authorization, Uni<Void>> before) {
        return hasher.of(document.material())
                .chain(hashes -> heldCredentials
                        .seal(document)
                        .chain(ciphertext -> locking(
                                authorization,
                                (known, found) -> held(authorization, known, found, ciphertext, hashes, before))))
                .chain(rejection -> rejection
                        .map(why -> pending.add(authorization.connection(), document, causeOf(why)))
                        .orElseGet(() -> Uni.createFrom().voidItem())
                        .replaceWith(rejection))
                .onFailure()
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(HOLD_WITHIN.toMillis())
                .onFailure()
                .invoke(() -> pending.addEventually(authorization.connection(), document, Cause.UNREDEEMED))
                .invoke(HoldCredential::orThrow)
                .replaceWithVoid();
    }

    private Uni<Optional<Rejection>> held(
            Authorization began,
            Optional<CredentialState> known,
            Optional<Authorization> found,
            String ciphertext,
            TokenHashes hashes,
            Function<Authorization, Uni<Void>> before) {
        if (found.isEmpty() || isClosed(known)) {
            return closed(found);
        }
        var locked = found.get();
        if (!locked.awaits(began.flow())) {
            return rejected(notAwaited(locked));
        }
        return before.apply(locked)
                .chain(() -> authorizations.hold(locked.id(), ciphertext, hashes))
                .replaceWith(Optional.empty());
    }

    private Uni<Optional<Rejection>> closed(Optional<Authorization> found) {
        var ended = found.map(locked -> heldCredentials.end(locked, AuthorizationFailure.CLOSED, Cause.DELETED))
                .orElseGet(() -> Uni.createFrom().voidItem());
        return ended.chain(() -> rejected(Rejection.CLOSED));
    }

    /**
     * Records consent, so that the authorization can be completed. Fails with a {@link RejectedException} if the account
     * differs or the connection is deleted.
     *
     * @param document includes the account if the provider identifies it
     */
    Uni<Void> recordConsent(Authorization authorization, CredentialDocument document) {
        return freshGrant
                .keep(document, () -> heldCredentials
                        .seal(document)
                        .chain(ciphertext -> locking(
                                authorization,
                                (known, found) -> settled(authorization, known, found, document, ciphertext))))
                .onFailure(failure -> !(failure instanceof ProviderException))
                .retry()
                .withBackOff(FIRST_PAUSE, LONGEST_PAUSE)
                .expireIn(RECORD_WITHIN.toMillis())
                .invoke(HoldCredential::orThrow)
                .replaceWithVoid();
    }

    private Uni<Optional<Rejection>> settled(
            Authorization began,
            Optional<CredentialState> known,
            Optional<Authorization> found,
            CredentialDocument document,
            String ciphertext) {
        if (found.filter(locked -> locked.isConsentOf(began.flow())).isPresent()) {
            return Uni.createFrom().item(Optional.empty());
        }
        var closed = isClosed(known);
        if (found.filter(locked -> locked.awaits(began.flow()) && locked.holdsCredential())
                .isEmpty()) {
            return rejected(
                    closed
                            ? Rejection.CLOSED
                            : found.map(HoldCredential::notAwaited).orElse(Rejection.UNKNOWN_STATE));
        }
        var account = document.accountId();
        return authorizations
                .identify(began.id(), ciphertext, account)
                .chain(locked -> closed
                        ? closed(Optional.of(locked))
                        : consented(locked, known.flatMap(CredentialState::accountId), account));
    }

    private Uni<Optional<Rejection>> consented(
            Authorization locked, Optional<String> recorded, Optional<String> account) {
        var another = recorded.isPresent() && !recorded.equals(account);
        if (another && !locked.request().accountChangeAllowed()) {
            return heldCredentials
                    .end(locked, AuthorizationFailure.ACCOUNT_CHANGED, Cause.ACCOUNT_CHANGED)
                    .chain(() -> rejected(Rejection.ACCOUNT_CHANGED));
        }
        return authorizations
                .consent(locked.id(), clock.instant().plus(config.codeTtl()))
                .replaceWith(Optional.empty());
    }

    private static boolean isClosed(Optional<CredentialState> known) {
        return known.isEmpty() || known.get().closed();
    }

    /** Another authorization was completed meanwhile, or the person has started a new flow. */
    private static Rejection notAwaited(Authorization locked) {
        return locked.recordedStatus() == AuthorizationStatus.SUPERSEDED
                ? Rejection.SUPERSEDED
                : Rejection.UNKNOWN_STATE;
    }

    private static Uni<Optional<Rejection>> rejected(Rejection rejection) {
        return Uni.createFrom().item(Optional.of(rejection));
    }

    private interface Step {
        Uni<Optional<Rejection>> apply(Optional<CredentialState> known, Optional<Authorization> found);
    }

    private Uni<Optional<Rejection>> locking(Authorization authorization, Step step) {
        return Panache.withTransaction(() -> credentials
                .lock(authorization.connectionId())
                .chain(known -> authorizations.lock(authorization.id()).chain(found -> step.apply(known, found))));
    }

    private static Cause causeOf(Rejection rejection) {
        return switch (rejection) {
            case CLOSED -> Cause.DELETED;
            case SUPERSEDED -> Cause.SUPERSEDED;
            default -> Cause.UNREDEEMED;
        };
    }

    private static void orThrow(Optional<Rejection> rejection) {
        rejection.ifPresent(why -> {
            throw new RejectedException(why);
        });
    }
}
