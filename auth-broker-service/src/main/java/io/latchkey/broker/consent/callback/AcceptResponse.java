package io.latchkey.broker.consent.callback;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Flow;
import io.latchkey.broker.consent.KeptSecrets;
import io.latchkey.broker.consent.OpenConnections;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.consent.client.ClientRefusals;
import io.latchkey.broker.consent.client.ClientRefused;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.LearnedValues;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.parameter.CallbackParameter;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationStatus;
import io.latchkey.work.Detached;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/**
 * Accepts a response from a browser: the authorization response of a provider at the callback, or a form of the broker.
 * A program without a browser sends the fields of a form itself.
 *
 * <p> * It makes these checks, in this order. Each fails with one {@link Rejection}:
 *
 * <ol>
 *   <li>A person sent the response: it is not a prefetch, and a form comes from a page of the broker.
 *   <li>The authorization is known: by the state, which must belong to the provider whose redirect URI was used, or by
 *       its link.
 *   <li>The browser is the one that pressed <em>Continue</em>.
 *   <li>The response is the first one, or equal to it. An equal response gets the same result as the first
 *       ({@link RepeatCallback}).
 *   <li>The connection has not been deleted.
 *   <li>The response is in time.
 *   <li>For a form: the provider accepts the entered values. Otherwise the person is asked again
 *       ({@link FormRefusals}). None of the checks up to here consumes anything.
 *   <li>The response is consumed. This happens once.
 *   <li>For a callback: the response names the expected issuer (RFC 9207), it is not an error, its signature is valid
 *       if the provider signs it, the values that it names for connection parameters are those of the provider, and its
 *       code is exchanged. If the provider refuses the client that the user entered, the user enters another one, and
 *       the next response is the first one again.
 *   <li>The obtained tokens or keys are held encrypted from then on, and revoked if a later check fails.
 *   <li>They are exchanged for tokens that live longer, if the provider has these. The new ones are held in their place.
 *   <li>The provider identifies the account, if it can.
 *   <li>The account is the one on record.
 * </ol>
 *
 * Only completion turns them into the connection's credential.
 */
@ApplicationScoped
public class AcceptResponse {
    private final Authorizations authorizations;
    private final OpenConnections connections;
    private final Methods methods;
    private final ObtainCredential obtain;
    private final SettleFlow settle;
    private final RepeatCallback repeat;
    private final FormRefusals refusals;
    private final ClientRefusals clientRefusals;
    private final KeptSecrets secrets;
    private final Detached detached;
    private final Clock clock;

    AcceptResponse(
            Authorizations authorizations,
            OpenConnections connections,
            Methods methods,
            ObtainCredential obtain,
            SettleFlow settle,
            RepeatCallback repeat,
            FormRefusals refusals,
            ClientRefusals clientRefusals,
            KeptSecrets secrets,
            Detached detached,
            Clock clock) {
        this.authorizations = authorizations;
        this.connections = connections;
        this.methods = methods;
        this.obtain = obtain;
        this.settle = settle;
        this.repeat = repeat;
        this.refusals = refusals;
        this.clientRefusals = clientRefusals;
        this.secrets = secrets;
        this.detached = detached;
        this.clock = clock;
    }

    /** An authorization whose browser has returned. */
    private record Returned(Authorization authorization, Arrival arrival, String binding) {}

    public Uni<CallbackResult> accept(Arrival arrival) {
        return Uni.createFrom()
                .item(() -> requireOfAPerson(arrival))
                .chain(genuine -> genuine.authorization().get())
                .map(authorization -> requireSameBrowser(authorization, arrival))
                .chain(this::answered)
                .onFailure(RejectedException.class)
                .recoverWithItem(failure -> CallbackResult.refused(((RejectedException) failure).rejection()));
    }

    private Uni<CallbackResult> answered(Returned returned) {
        var authorization = returned.authorization();
        if (authorization.awaitsClient()) {
            return Uni.createFrom().item(repeat.clientAwaited(authorization));
        }
        return authorization.flow().consumed() ? again(returned) : first(returned);
    }

    private Uni<CallbackResult> again(Returned returned) {
        return repeat.again(returned.authorization(), returned.arrival(), returned.binding());
    }

    private Uni<CallbackResult> first(Returned returned) {
        return connections
                .requireOpen(returned.authorization())
                .invoke(() -> requireInTime(returned.authorization()))
                .chain(() -> secrets.open(returned.authorization()))
                .chain(kept -> detached.run(
                        () -> returned.arrival().entered() ? entered(returned, kept) : calledBack(returned, kept)));
    }

    private static Arrival requireOfAPerson(Arrival arrival) {
        arrival.objection().ifPresent(objection -> {
            throw new RejectedException(objection);
        });
        return arrival;
    }

    private static Returned requireSameBrowser(Authorization authorization, Arrival arrival) {
        return Optional.ofNullable(arrival.binding().apply(authorization.id()))
                .filter(authorization.flow()::isBoundTo)
                .map(shown -> new Returned(authorization, arrival, shown))
                .orElseThrow(() -> new RejectedException(Rejection.OTHER_BROWSER));
    }

    private void requireInTime(Authorization authorization) {
        if (authorization.flow().expiredAt(clock.instant())) {
            throw new RejectedException(Rejection.STATE_EXPIRED);
        }
        var status = authorization.statusAt(clock.instant());
        if (status.ended()) {
            throw new RejectedException(
                    status == AuthorizationStatus.SUPERSEDED ? Rejection.SUPERSEDED : Rejection.LINK_USED);
        }
    }

    /** Consumes the response before the exchange: its code can be used only once. */
    private Uni<CallbackResult> calledBack(Returned returned, Kept kept) {
        var method = settle.methodOf(returned.authorization());
        var response = returned.arrival().response();
        return taken(returned, authorization -> Uni.createFrom()
                .item(() -> requireUsable(method, response, kept))
                .call(usable -> requireSigned(usable, response, kept))
                .map(usable -> knowing(usable, response))
                .chain(known -> obtain.exchange(authorization, known, response, kept)
                        .chain(obtained -> settle.consented(authorization, known, obtained, kept))));
    }

    /**
     * Asks the provider before the response is consumed: the entered values can be used again, and a person may have
     * mistyped them.
     */
    private Uni<CallbackResult> entered(Returned returned, Kept kept) {
        var method = settle.methodOf(returned.authorization());
        var response = returned.arrival().response();
        if (method.form().isEmpty()) {
            throw new RejectedException(Rejection.UNKNOWN_LINK);
        }
        var fault = method.refusal(response);
        if (fault.isPresent()) {
            return Uni.createFrom().item(refusals.malformed(method, fault.get()));
        }
        return method.complete(response, returned.authorization().request().permissions(), kept)
                .onItemOrFailure()
                .transformToUni((obtained, failure) -> {
                    if (failure instanceof ProviderException refused) {
                        return refusals.refused(returned.authorization(), method, refused.failure());
                    }
                    return failure == null
                            ? held(returned, method, obtained, kept)
                            : Uni.createFrom().failure(failure);
                });
    }

    private Uni<CallbackResult> held(Returned returned, AuthMethod method, Obtained obtained, Kept kept) {
        return taken(returned, authorization -> settle.consented(authorization, method, obtained, kept));
    }

    private interface Work {
        /** Records consent. */
        Uni<Void> on(Authorization authorization);
    }

    /**
     * Consumes the response, unless another request has, and processes it. From here on, every failure ends the
     * authorization.
     */
    private Uni<CallbackResult> taken(Returned returned, Work work) {
        return Panache.withTransaction(() -> authorizations
                        .requireLocked(returned.authorization().id())
                        .invoke(locked ->
                                requireSameFlow(locked, returned.authorization().flow()))
                        .chain(locked -> take(locked, returned)))
                .chain(taken -> taken.wasFirst()
                        ? settled(taken.authorization(), returned.binding(), work)
                        : repeat.again(taken.authorization(), returned.arrival(), returned.binding()));
    }

    private static void requireSameFlow(Authorization locked, Flow flow) {
        if (!locked.hasFlow() || !locked.flow().id().equals(flow.id())) {
            throw new RejectedException(Rejection.UNKNOWN_STATE);
        }
    }

    private Uni<Taken> take(Authorization locked, Returned returned) {
        var fingerprint = returned.arrival().fingerprint(returned.binding());
        return authorizations
                .consume(locked.id(), fingerprint, clock.instant())
                .chain(first -> authorizations.again(locked).map(taken -> new Taken(taken, first)));
    }

    /** @param wasFirst false if another request has already consumed its response */
    private record Taken(Authorization authorization, boolean wasFirst) {}

    private Uni<CallbackResult> settled(Authorization authorization, String binding, Work work) {
        return settle.settled(authorization, () -> work.on(authorization))
                .map(rejection -> rejection
                        .map(why -> ended(authorization, why))
                        .orElseGet(() -> CallbackResult.sentBack(
                                ReturnAddress.consented(authorization, authorization.codeFor(binding)))))
                .onFailure(ClientRefused.class)
                .recoverWithUni(refused -> clientRefused(authorization, (ClientRefused) refused));
    }

    /** The person enters another client. After too many refusals, the authorization ends. */
    private Uni<CallbackResult> clientRefused(Authorization authorization, ClientRefused refused) {
        return clientRefusals
                .count(authorization, refused)
                .map(mayTryAgain -> mayTryAgain
                        ? repeat.clientAwaited(authorization)
                        : CallbackResult.ended(authorization, AuthorizationFailure.REFUSED_TOO_OFTEN));
    }

    private static CallbackResult ended(Authorization authorization, Rejection rejection) {
        return rejection
                .ends()
                .map(why -> CallbackResult.ended(authorization, why))
                .orElseGet(() -> CallbackResult.refused(rejection));
    }

    private static AuthMethod requireUsable(AuthMethod method, BrowserResponse response, Kept kept) {
        requireNone(method.refusal(response, kept), method);
        return method;
    }

    private Uni<Void> requireSigned(AuthMethod method, BrowserResponse response, Kept kept) {
        return obtain.forgery(method, response, kept)
                .invoke(forgery -> requireNone(forgery, method))
                .replaceWithVoid();
    }

    private static void requireNone(Optional<Refusal> refusal, AuthMethod method) {
        refusal.ifPresent(why -> {
            Log.infof("consent refused provider=%s error=%s", method.provider().id(), why.detail());
            throw new RejectedException(rejection(why.kind()));
        });
    }

    /** The method with the values that the callback names for parameters. No request is sent if one is unexpected. */
    private AuthMethod knowing(AuthMethod method, BrowserResponse response) {
        try {
            return methods.knowing(
                    method,
                    LearnedValues.of(
                            method.provider(), CallbackParameter.class, parameter -> response.text(parameter.name())));
        } catch (ProviderException unexpected) {
            Log.infof(
                    "consent refused provider=%s error=%s",
                    method.provider().id(), unexpected.failure().detail());
            throw new RejectedException(Rejection.UNEXPECTED_VALUE);
        }
    }

    private static Rejection rejection(Refusal.Kind kind) {
        return switch (kind) {
            case WRONG_SENDER -> Rejection.WRONG_ISSUER;
            case DENIED -> Rejection.ACCESS_DENIED;
            case ERROR, COLON -> Rejection.PROVIDER_ERROR;
        };
    }
}
