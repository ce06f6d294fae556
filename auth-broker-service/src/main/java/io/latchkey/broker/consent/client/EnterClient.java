package io.latchkey.broker.consent.client;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ClientPageUrl;
import io.latchkey.broker.consent.Flow;
import io.latchkey.broker.consent.NewFlows;
import io.latchkey.broker.consent.OpenConnections;
import io.latchkey.broker.consent.browser.FormNotice;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.consent.client.AwaitedClients.Awaited;
import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.NextStep;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.util.UUID;

/**
 * Accepts the client that a person enters, and begins the consent with it: the browser goes to the provider, or to the page
 * with a device code.
 *
 * <ol>
 *   <li>The flow that bound the browser ends, and a new one begins for the same browser. To enter a client again voids the
 *       flow of the former one, as another press of <em>Continue</em> does.
 *   <li>The secret is held encrypted with the flow, then with the obtained credential, and is stored in its document by
 *       the completion. It is never stored anywhere else.
 * </ol>
 */
@ApplicationScoped
class EnterClient {
    private final Authorizations authorizations;
    private final OpenConnections connections;
    private final AwaitedClients awaited;
    private final ClientRefusals refusals;
    private final ClientPageUrl pages;
    private final NewFlows flows;
    private final Clock clock;

    EnterClient(
            Authorizations authorizations,
            OpenConnections connections,
            AwaitedClients awaited,
            ClientRefusals refusals,
            ClientPageUrl pages,
            NewFlows flows,
            Clock clock) {
        this.authorizations = authorizations;
        this.connections = connections;
        this.awaited = awaited;
        this.refusals = refusals;
        this.pages = pages;
        this.flows = flows;
        this.clock = clock;
    }

    /**
     * Returns where the browser goes. Fails with a {@link RejectedException} if this browser cannot enter a client, and
     * with {@link ClientNotAccepted} if the person must enter another one.
     *
     * @param binding the browser's binding secret for the authorization
     */
    Uni<URI> enter(UUID id, String binding, BrowserResponse response) {
        return Panache.withSession(() -> authorizations.find(id))
                .map(found -> awaited.require(found, binding))
                .call(open -> connections.requireOpen(open.authorization()))
                .invoke(open -> requireWellFormed(open, response))
                .chain(open -> begin(open, binding, response));
    }

    private static void requireWellFormed(Awaited open, BrowserResponse response) {
        open.clients().refusal(response).ifPresent(refusal -> {
            var label = open.clients().form().label(refusal.detail());
            throw new ClientNotAccepted(FormNotice.malformed(label, open.provider()));
        });
    }

    private Uni<URI> begin(Awaited open, String binding, BrowserResponse response) {
        var now = clock.instant();
        var state = OneTimeToken.mint();
        var authorization = open.authorization();
        var before = authorization.flow();
        return open.clients()
                .begin(response, authorization.request().permissions(), Secret.of(state.text()))
                .onFailure(ProviderException.class)
                .recoverWithUni(failure -> notStarted(open, ((ProviderException) failure).failure()))
                .chain(begun -> flows.of(
                                authorization, begun, state, new OneTimeToken(binding), before.parameters(), now)
                        .chain(flow -> record(open, flow.after(before)))
                        .replaceWith(target(begun.next(), authorization)));
    }

    private URI target(NextStep next, Authorization authorization) {
        return next instanceof NextStep.Redirect redirect ? redirect.target() : pages.deviceCodeOf(authorization);
    }

    /** Unless another request has changed the flow meanwhile. */
    private Uni<Authorization> record(Awaited open, Flow flow) {
        var before = open.authorization();
        return Panache.withTransaction(() -> authorizations.lock(before.id()).chain(found -> {
            var locked = found.filter(present -> present.opensAt(clock.instant())
                            && present.hasFlow()
                            && present.flow().id().equals(before.flow().id())
                            && !present.isExchangingAt(clock.instant()))
                    .orElseThrow(() -> new RejectedException(Rejection.IN_PROGRESS));
            return authorizations.start(locked.id(), flow);
        }));
    }

    private Uni<Begun> notStarted(Awaited open, Failure failure) {
        if (failure.refusesOwnClient()) {
            return refusals.count(open.authorization(), new ClientRefused(failure.detail()))
                    .map(mayTryAgain -> {
                        throw mayTryAgain
                                ? new ClientNotAccepted(FormNotice.clientRefused(open.provider()))
                                : new RejectedException(Rejection.REFUSED_TOO_OFTEN);
                    });
        }
        Log.warnf(
                "authorization not started provider=%s outcome=%s detail=%s",
                open.method().provider().id(), failure.outcome().code(), failure.detail());
        return Uni.createFrom().failure(new RejectedException(Rejection.NOT_STARTED));
    }
}
