package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.Detached;
import io.latchkey.broker.provider.Catalog;
import io.latchkey.broker.provider.Provider;
import io.latchkey.broker.revocation.Cause;
import io.latchkey.broker.secret.Secret;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes what a provider answers. The checks, in this order; each fails as one {@link Rejection}:
 *
 * <ol>
 *   <li>the state is known, and belongs to the provider whose redirect URI was used;
 *   <li>it is the browser that pressed <em>Continue</em>;
 *   <li>it is in time, and the connection was not deleted meanwhile (none of these uses anything up);
 *   <li>the answer is taken, once and for all;
 *   <li>it names the issuer that was asked (RFC 9207);
 *   <li>it is no error;
 *   <li>the code is exchanged for tokens, which are held encrypted from then on, and given back if a later check fails;
 *   <li>the provider says whose account it is;
 *   <li>it is the account on record.
 * </ol>
 *
 * What the exchange brought then rests as ciphertext; it becomes a credential by completion only.
 */
@ApplicationScoped
class HandleCallback {
    private final Authorizations authorizations;
    private final Credentials credentials;
    private final Catalog catalog;
    private final Exchange exchange;
    private final Exchanges exchanges;
    private final Detached detached;
    private final Clock clock;

    HandleCallback(
            Authorizations authorizations,
            Credentials credentials,
            Catalog catalog,
            Exchange exchange,
            Exchanges exchanges,
            Detached detached,
            Clock clock) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.catalog = catalog;
        this.exchange = exchange;
        this.exchanges = exchanges;
        this.detached = detached;
        this.clock = clock;
    }

    /** @param binding what the browser holds for a flow */
    Uni<CallbackResult> handle(Answer answer, Function<UUID, @Nullable String> binding) {
        return requireStateKnown(answer)
                .invoke(authorization -> requireSameBrowser(authorization, binding))
                .invoke(this::requireInTime)
                .call(this::requireNotDeleted)
                .chain(authorization -> exchange.openVerifier(authorization)
                        .chain(verifier -> detached.run(
                                () -> consume(authorization).chain(taken -> answered(taken, answer, verifier)))))
                .onFailure(RejectedException.class)
                .recoverWithItem(failure -> CallbackResult.refused(((RejectedException) failure).rejection()));
    }

    private Uni<Authorization> requireStateKnown(Answer answer) {
        return authorizations
                .byState(Optional.ofNullable(answer.state()).orElse(""))
                .map(found -> found.filter(authorization ->
                                authorization.request().provider().equals(answer.provider()))
                        .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_STATE)));
    }

    private static void requireSameBrowser(Authorization authorization, Function<UUID, @Nullable String> binding) {
        var flow = authorization.flow();
        if (!flow.isBoundTo(binding.apply(flow.id()))) {
            throw new RejectedException(Rejection.OTHER_BROWSER);
        }
    }

    private void requireInTime(Authorization authorization) {
        if (authorization.flow().consumed()) {
            throw new RejectedException(Rejection.REPLAYED);
        }
        if (authorization.flow().expiredAt(clock.instant())) {
            throw new RejectedException(Rejection.STATE_EXPIRED);
        }
    }

    private Uni<Void> requireNotDeleted(Authorization authorization) {
        return credentials
                .find(authorization.connectionId())
                .invoke(row -> {
                    if (row.isEmpty() || row.get().closed()) {
                        throw new RejectedException(Rejection.CLOSED);
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Authorization> consume(Authorization authorization) {
        var flow = authorization.flow().id();
        return Panache.withTransaction(
                () -> authorizations.locked(authorization.id()).invoke(locked -> {
                    if (!locked.flow().id().equals(flow)) {
                        throw new RejectedException(Rejection.UNKNOWN_STATE);
                    }
                    if (!locked.consume(clock.instant())) {
                        throw new RejectedException(Rejection.REPLAYED);
                    }
                }));
    }

    /** From here on every failure ends the authorization. */
    private Uni<CallbackResult> answered(Authorization authorization, Answer answer, Secret verifier) {
        var provider = catalog.find(authorization.request().provider()).orElseThrow();
        return Uni.createFrom()
                .item(() -> requireCode(provider, answer))
                .chain(code -> exchange.exchange(authorization, provider, code, verifier))
                .onFailure(failure -> !(failure instanceof RejectedException))
                .transform(failure -> unforeseen(authorization, failure))
                .onFailure(RejectedException.class)
                .recoverWithUni(failure -> end(authorization, ((RejectedException) failure).rejection()));
    }

    private static Secret requireCode(Provider provider, Answer answer) {
        var rules = provider.oauth2().authorize();
        var wrong = answer.issuer() == null
                ? rules.issuerRequired()
                : rules.issuer() != null && !rules.issuer().equals(answer.issuer());
        if (wrong) {
            throw new RejectedException(Rejection.WRONG_ISSUER);
        }
        if (answer.error() != null) {
            Log.infof("consent refused provider=%s error=%s", provider.id(), ErrorCodes.known(answer.error()));
            throw new RejectedException(
                    answer.error().equals("access_denied") ? Rejection.ACCESS_DENIED : Rejection.PROVIDER_ERROR);
        }
        if (answer.code() == null || answer.code().isEmpty()) {
            throw new RejectedException(Rejection.PROVIDER_ERROR);
        }
        return Secret.of(answer.code());
    }

    private static RejectedException unforeseen(Authorization authorization, Throwable failure) {
        Log.errorf(failure, "exchange failed authorization=%s", authorization.id());
        return new RejectedException(Rejection.EXCHANGE_FAILED);
    }

    private Uni<CallbackResult> end(Authorization authorization, Rejection rejection) {
        return rejection
                .ends()
                .map(status -> end(authorization, rejection, status))
                .orElseGet(() -> Uni.createFrom().item(CallbackResult.refused(rejection)));
    }

    private Uni<CallbackResult> end(Authorization authorization, Rejection rejection, AuthorizationStatus status) {
        var back = ReturnAddress.ended(authorization, status);
        var result = rejection == Rejection.WRONG_ISSUER || rejection == Rejection.ACCOUNT_CHANGED
                ? CallbackResult.explained(rejection, back)
                : CallbackResult.sentBack(back);
        var cause = rejection == Rejection.IDENTITY_UNKNOWN ? Cause.UNIDENTIFIED : Cause.UNREDEEMED;
        return Panache.withTransaction(() -> authorizations
                        .findById(authorization.id(), LockModeType.PESSIMISTIC_WRITE)
                        .onItem()
                        .ifNotNull()
                        .call(locked -> locked.awaits(authorization.flow())
                                ? exchanges.end(locked, status, cause)
                                : Uni.createFrom().voidItem()))
                .replaceWith(result);
    }
}
