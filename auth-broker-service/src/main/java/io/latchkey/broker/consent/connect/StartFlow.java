package io.latchkey.broker.consent.connect;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ClientPageUrl;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.Flow;
import io.latchkey.broker.consent.LinkRule;
import io.latchkey.broker.consent.NewFlows;
import io.latchkey.broker.consent.OpenConnections;
import io.latchkey.broker.consent.browser.PageSecret;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.NextStep;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.url.PublicUrl;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;

/** Handles <em>Continue</em>: binds the browser and sends it to the next step. */
@ApplicationScoped
class StartFlow {
    private final Authorizations authorizations;
    private final OpenConnections connections;
    private final Methods methods;
    private final ClientPageUrl clientPage;
    private final NewFlows flows;
    private final ConsentSettings config;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final Ids ids;

    StartFlow(
            Authorizations authorizations,
            OpenConnections connections,
            Methods methods,
            ClientPageUrl clientPage,
            NewFlows flows,
            ConsentSettings config,
            PublicUrl publicUrl,
            Clock clock,
            Ids ids) {
        this.authorizations = authorizations;
        this.connections = connections;
        this.methods = methods;
        this.clientPage = clientPage;
        this.flows = flows;
        this.config = config;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * A flow that was started.
     *
     * @param browser the secret that the browser must present with the response
     * @param life how long the browser keeps the secret
     */
    record Started(UUID authorization, URI target, OneTimeToken browser, Duration life) {}

    /** A flow that is about to start. */
    private record Prepared(Flow flow, Started started) {}

    /**
     * Fails with a {@link RejectedException} if this browser may not start a flow, and with {@link ParametersRefused} if
     * a value that the person entered is not acceptable.
     *
     * @param page the page secret of the browser from which the form was created; empty if it does not come from the
     *     broker
     * @param bindings the secrets of the browser that may bind it to an authorization
     */
    Uni<Started> start(
            String token,
            Optional<PageSecret> page,
            Function<UUID, Stream<String>> bindings,
            EnteredParameters entered) {
        if (page.isEmpty()) {
            return Uni.createFrom().failure(new RejectedException(Rejection.FORGED_REQUEST));
        }
        var now = clock.instant();
        return Panache.withSession(() -> authorizations.byLink(token))
                .map(found -> requireStartable(found, bindings, now))
                .call(connections::requireOpen)
                .chain(authorization ->
                        prepare(token, authorization, page.get().binding(authorization.id()), entered, now))
                .call(prepared -> record(token, prepared.flow(), bindings, now))
                .map(Prepared::started);
    }

    private Uni<Prepared> prepare(
            String token, Authorization authorization, OneTimeToken browser, EnteredParameters entered, Instant now) {
        var request = authorization.request();
        var described = methods.find(request.provider(), request.method())
                .orElseThrow(() -> new RejectedException(Rejection.UNKNOWN_LINK));
        var parameters = entered.over(described.provider(), request.parameters());
        if (request.ownClient()) {
            return Uni.createFrom().item(awaitingClient(authorization, browser, parameters, now));
        }
        var method = methods.knowing(described, parameters);
        var state = OneTimeToken.mint();
        return method.begin(authorization.tenant(), request.permissions(), Secret.of(state.text()))
                .onFailure(ProviderException.class)
                .transform(failure -> notStarted(method, (ProviderException) failure))
                .chain(begun -> flows.of(authorization, begun, state, browser, parameters, now)
                        .map(flow -> prepared(authorization, flow, target(begun.next(), token), browser)));
    }

    /** A flow that only binds the browser. The user enters the client next, with which another flow begins. */
    private Prepared awaitingClient(
            Authorization authorization, OneTimeToken browser, Map<String, String> parameters, Instant now) {
        var flow = new Flow(
                ids.next(),
                OneTimeToken.mint(),
                browser,
                authorization.codeFor(browser.text()),
                null,
                null,
                now.plus(config.stateTtl()),
                parameters);
        return prepared(authorization, flow, clientPage.of(authorization), browser);
    }

    private static RejectedException notStarted(AuthMethod method, ProviderException failure) {
        Log.warnf(
                "authorization not started provider=%s outcome=%s detail=%s",
                method.provider().id(),
                failure.failure().outcome().code(),
                failure.failure().detail());
        return new RejectedException(Rejection.NOT_STARTED);
    }

    private Prepared prepared(Authorization authorization, Flow flow, URI target, OneTimeToken browser) {
        return new Prepared(flow, new Started(authorization.id(), target, browser, config.linkTtl()));
    }

    private URI target(NextStep next, String token) {
        return next instanceof NextStep.Redirect redirect
                ? redirect.target()
                : URI.create(publicUrl.of("/connect/" + token + (next instanceof NextStep.Form ? "/form" : "/code")));
    }

    private Uni<Authorization> record(String token, Flow flow, Function<UUID, Stream<String>> bindings, Instant now) {
        return Panache.withTransaction(() -> authorizations
                .lockByLink(token)
                .map(found -> requireStartable(found, bindings, now))
                .chain(locked -> authorizations.start(locked.id(), flow)));
    }

    private static Authorization requireStartable(
            Optional<Authorization> found, Function<UUID, Stream<String>> bindings, Instant now) {
        var authorization = LinkRule.requireOpen(found, now);
        if (authorization.hasFlow() && bindings.apply(authorization.id()).noneMatch(authorization.flow()::isBoundTo)) {
            throw new RejectedException(Rejection.OTHER_BROWSER);
        }
        if (authorization.isExchangingAt(now)) {
            throw new RejectedException(Rejection.IN_PROGRESS);
        }
        return authorization;
    }
}
