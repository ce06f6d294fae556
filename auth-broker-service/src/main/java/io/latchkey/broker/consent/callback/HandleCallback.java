package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Exchanges;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.revocation.Cause;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.work.Detached;
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
 *   <li>a person has opened it: it is no prefetch;
 *   <li>the state is known, and belongs to the provider whose redirect URI was used;
 *   <li>it is the browser that pressed <em>Continue</em>;
 *   <li>it is the first answer, or the same as before: that one is answered as it was then ({@link RepeatCallback});
 *   <li>the connection was not deleted meanwhile;
 *   <li>it is in time (none of these uses anything up);
 *   <li>the answer is taken, once and for all;
 *   <li>it names the issuer that was asked (RFC 9207);
 *   <li>it is no error;
 *   <li>the code is exchanged for tokens, which are held encrypted from then on, and given back if a later check fails;
 *   <li>the provider says whose account it is;
 *   <li>it is the account on record.
 * </ol>
 *
 * The tokens from the exchange are then held encrypted; only completion makes them a credential.
 */
@ApplicationScoped
class HandleCallback {
    private final Authorizations authorizations;
    private final Credentials credentials;
    private final Methods methods;
    private final Exchange exchange;
    private final Exchanges exchanges;
    private final RepeatCallback repeat;
    private final Detached detached;
    private final Clock clock;

    HandleCallback(
            Authorizations authorizations,
            Credentials credentials,
            Methods methods,
            Exchange exchange,
            Exchanges exchanges,
            RepeatCallback repeat,
            Detached detached,
            Clock clock) {
        this.authorizations = authorizations;
        this.credentials = credentials;
        this.methods = methods;
        this.exchange = exchange;
        this.exchanges = exchanges;
        this.repeat = repeat;
        this.detached = detached;
        this.clock = clock;
    }

    /** An authorization whose browser has come back. */
    private record Returned(Authorization authorization, String binding) {}

    /**
     * @param provider whose redirect URI was used
     * @param opened whether nothing says that the page was fetched ahead
     * @param binding what the browser holds for an authorization
     */
    Uni<CallbackResult> handle(
            String provider, BrowserResponse answer, boolean opened, Function<UUID, @Nullable String> binding) {
        if (!opened) {
            return Uni.createFrom().item(CallbackResult.refused(Rejection.NOT_OPENED));
        }
        return requireStateKnown(provider, answer)
                .map(authorization -> requireSameBrowser(authorization, binding))
                .chain(returned -> returned.authorization().flow().consumed()
                        ? repeat.again(returned.authorization(), answer, returned.binding())
                        : first(returned, answer))
                .onFailure(RejectedException.class)
                .recoverWithItem(failure -> CallbackResult.refused(((RejectedException) failure).rejection()));
    }

    private Uni<CallbackResult> first(Returned returned, BrowserResponse answer) {
        return requireNotDeleted(returned.authorization())
                .invoke(() -> requireInTime(returned.authorization()))
                .chain(() -> exchange.open(returned.authorization()))
                .chain(kept -> detached.run(() -> take(returned, answer)
                        .chain(taken -> taken.wasFirst()
                                ? answered(taken.authorization(), answer, kept, returned.binding())
                                : repeat.again(taken.authorization(), answer, returned.binding()))));
    }

    private Uni<Authorization> requireStateKnown(String provider, BrowserResponse answer) {
        return authorizations
                .byState(answer.text("state").orElse(""))
                .map(found -> found.filter(authorization ->
                                authorization.request().provider().equals(provider))
                        .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_STATE)));
    }

    private static Returned requireSameBrowser(Authorization authorization, Function<UUID, @Nullable String> binding) {
        return Optional.ofNullable(binding.apply(authorization.id()))
                .filter(authorization.flow()::isBoundTo)
                .map(shown -> new Returned(authorization, shown))
                .orElseThrow(() -> new RejectedException(Rejection.OTHER_BROWSER));
    }

    private void requireInTime(Authorization authorization) {
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

    /** @param wasFirst false: another fetch took its answer meanwhile */
    private record Taken(Authorization authorization, boolean wasFirst) {}

    private Uni<Taken> take(Returned returned, BrowserResponse answer) {
        var flow = returned.authorization().flow().id();
        return Panache.withTransaction(
                () -> authorizations.locked(returned.authorization().id()).map(locked -> {
                    if (!locked.hasFlow() || !locked.flow().id().equals(flow)) {
                        throw new RejectedException(Rejection.UNKNOWN_STATE);
                    }
                    return new Taken(locked, locked.consume(RepeatCallback.fingerprint(answer, returned.binding()), clock.instant()));
                }));
    }

    /** From here on every failure ends the authorization. */
    private Uni<CallbackResult> answered(
            Authorization authorization, BrowserResponse answer, Kept kept, String binding) {
        var request = authorization.request();
        var method = methods.find(request.provider(), request.method()).orElseThrow();
        return Uni.createFrom()
                .item(() -> requireUsable(method, answer))
                .chain(response -> exchange.exchange(authorization, method, response, kept, binding))
                .map(code -> CallbackResult.sentBack(ReturnAddress.consented(authorization, code)))
                .onFailure(failure -> !(failure instanceof RejectedException))
                .transform(failure -> unforeseen(authorization, failure))
                .onFailure(RejectedException.class)
                .recoverWithUni(failure -> end(authorization, ((RejectedException) failure).rejection()));
    }

    private static BrowserResponse requireUsable(AuthMethod method, BrowserResponse answer) {
        method.refusal(answer).ifPresent(refusal -> {
            Log.infof(
                    "consent refused provider=%s error=%s", method.provider().id(), refusal.detail());
            throw new RejectedException(rejection(refusal.kind()));
        });
        return answer;
    }

    private static Rejection rejection(Refusal.Kind kind) {
        return switch (kind) {
            case WRONG_SENDER -> Rejection.WRONG_ISSUER;
            case DENIED -> Rejection.ACCESS_DENIED;
            case ERROR -> Rejection.PROVIDER_ERROR;
        };
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
