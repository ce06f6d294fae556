package io.latchkey.broker.consent.begin;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.AuthorizationRefusals;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.ConsentRequest;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.consent.Link;
import io.latchkey.broker.consent.begin.ConsentRules.Accepted;
import io.latchkey.broker.consent.status.StatusUrls;
import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.revocation.pending.Cause;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.credential.AuthorizationOffer;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.contracts.credential.LinkRequest;
import io.latchkey.work.Correlation;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The first step: creates an authorization and the link to its page. */
@ApplicationScoped
class BeginAuthorization {
    private final ConsentRules rules;
    private final CurrentCatalog catalog;
    private final Methods methods;
    private final Credentials credentials;
    private final Authorizations authorizations;
    private final HeldCredentials heldCredentials;
    private final StatusUrls statusUrls;
    private final ConsentSettings config;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final Ids ids;

    BeginAuthorization(
            ReturnUrls returnUrls,
            CurrentCatalog catalog,
            Methods methods,
            Credentials credentials,
            Authorizations authorizations,
            HeldCredentials heldCredentials,
            StatusUrls statusUrls,
            ConsentSettings config,
            PublicUrl publicUrl,
            Clock clock,
            Ids ids) {
        this.rules = new ConsentRules(catalog, returnUrls);
        this.catalog = catalog;
        this.methods = methods;
        this.credentials = credentials;
        this.authorizations = authorizations;
        this.heldCredentials = heldCredentials;
        this.statusUrls = statusUrls;
        this.config = config;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.ids = ids;
    }

    /** Accepts a request for consent, and records that a credential is expected and which clients may read it. */
    Uni<AuthorizationOffer> begin(AuthorizationRequest request) {
        return requireProviderOfConnection(request).chain(() -> accept(request));
    }

    /** The provider of an existing connection may have left the catalog. Its request names no provider to correct. */
    private Uni<Void> requireProviderOfConnection(AuthorizationRequest request) {
        var connection = request.connectionId();
        return catalog.find(request.provider()).isPresent() || catalog.isSuspended(request.provider())
                ? Uni.createFrom().voidItem()
                : Panache.withSession(() -> credentials.find(connection))
                        .invoke(known -> {
                            if (known.isPresent()) {
                                throw CredentialRefusals.notInCatalog(request.provider());
                            }
                        })
                        .replaceWithVoid();
    }

    private Uni<AuthorizationOffer> accept(AuthorizationRequest request) {
        var accepted = rules.check(request);
        var id = ids.next();
        return Panache.withSession(() -> credentials.find(request.connectionId()))
                .map(known -> chosen(request, accepted, known))
                .call(chosen -> chosen.ownClient()
                        ? Uni.createFrom().voidItem()
                        : chosen.method().requireReady(request.tenant()))
                .chain(chosen -> statusUrls
                        .of(id)
                        .chain(statusUrl -> create(
                                id,
                                request,
                                new ConsentRequest(
                                        request,
                                        chosen.method().spec().id(),
                                        accepted.permissions(),
                                        chosen.parameters(),
                                        chosen.ownClient()),
                                statusUrl)));
    }

    private Uni<AuthorizationOffer> create(
            UUID id, AuthorizationRequest request, ConsentRequest consent, String statusUrl) {
        var now = clock.instant();
        var token = OneTimeToken.mint();
        return Panache.withTransaction(() -> credentials
                        .expect(
                                request.connectionId(),
                                request.tenant(),
                                request.provider(),
                                request.credentialClients())
                        .chain(state -> authorizations.create(
                                id,
                                state.path(),
                                consent,
                                state.generation(),
                                new Link(token, now.plus(config.linkTtl())),
                                now)))
                .invoke(authorization -> Log.infof(
                        "authorization begun connection=%s authorization=%s provider=%s correlation=%s",
                        request.connectionId(), authorization.id(), request.provider(), Correlation.text()))
                .map(authorization -> offer(authorization, token, statusUrl));
    }

    /**
     * The method of an authorization, and the values of parameters that are known when it begins.
     *
     * @param ownClient whether the user enters the client
     */
    private record Chosen(AuthMethod method, Map<String, String> parameters, boolean ownClient) {}

    private Chosen chosen(AuthorizationRequest request, Accepted accepted, Optional<CredentialState> known) {
        var method = method(accepted, known);
        var before = known.map(CredentialState::parameters).orElse(Map.of());
        boolean hadOwn = known.filter(CredentialState::ownClient).isPresent();
        return new Chosen(
                method,
                ParameterRules.checked(method, request.parameters(), before),
                ClientRules.isOwn(method, request.client(), hadOwn));
    }

    /**
     * The method named in the request, else the method of the current credential. If the catalog has neither, the
     * provider's first.
     */
    private AuthMethod method(Accepted accepted, Optional<CredentialState> known) {
        var provider = accepted.provider();
        return Optional.ofNullable(accepted.method())
                .or(() -> known.flatMap(CredentialState::method))
                .flatMap(id -> methods.find(provider.id(), id))
                .orElseGet(() -> methods.first(provider));
    }

    /**
     * Creates a new link for an authorization that still waits for a browser, and voids the old link. If the principal
     * that began the authorization requests it, the link also opens in a browser other than the bound one.
     */
    Uni<AuthorizationOffer> relink(UUID id, LinkRequest request) {
        var now = clock.instant();
        var token = OneTimeToken.mint();
        var connection = new ConnectionPath(request.tenant(), request.connectionId());
        return Panache.withSession(() -> authorizations.of(id, connection))
                .map(found -> found.orElseThrow(() -> new NotFound("authorization")))
                .invoke(authorization -> requireInitiator(authorization, request.principal()))
                .invoke(authorization -> {
                    var unused = requireProvider(authorization);
                })
                .chain(() ->
                        Panache.withSession(() -> credentials.requireOpen(request.connectionId(), request.tenant())))
                .chain(() -> statusUrls.of(id))
                .chain(statusUrl -> Panache.withTransaction(() -> authorizations
                                .requireLocked(id)
                                .invoke(locked -> requireRenewable(locked, now))
                                .call(locked -> request.principal() == null
                                        ? Uni.createFrom().voidItem()
                                        : free(locked))
                                .chain(locked ->
                                        authorizations.replaceLink(id, new Link(token, now.plus(config.linkTtl())))))
                        .map(authorization -> offer(authorization, token, statusUrl)));
    }

    /** An older connection-service does not send the principal. Its links stay bound to the browser. */
    private static void requireInitiator(Authorization authorization, @Nullable Principal principal) {
        if (principal != null && !authorization.request().wasMadeBy(principal)) {
            throw AuthorizationRefusals.notTheInitiator("get a new link for");
        }
    }

    /** The old link stays valid if the provider has left the catalog. */
    private Provider requireProvider(Authorization authorization) {
        var id = authorization.request().provider();
        return catalog.find(id).orElseThrow(() -> CredentialRefusals.notInCatalog(id));
    }

    private static void requireRenewable(Authorization authorization, Instant now) {
        if (!authorization.opensAt(now)) {
            throw AuthorizationRefusals.past(authorization, now);
        }
        if (authorization.isExchangingAt(now)) {
            throw AuthorizationRefusals.exchanging();
        }
    }

    /**
     * Queues the tokens of an exchange that crashed for revocation before the binding is removed: they belong to the
     * flow that becomes void.
     */
    private Uni<Void> free(Authorization authorization) {
        return heldCredentials
                .handOver(authorization, Cause.UNREDEEMED)
                .chain(() -> authorizations.free(authorization.id()));
    }

    private AuthorizationOffer offer(Authorization authorization, OneTimeToken token, String statusUrl) {
        return new AuthorizationOffer(
                authorization.id(),
                publicUrl.of("/connect/" + token.text()),
                authorization.linkExpiresAt(),
                statusUrl,
                requireProvider(authorization).ref(),
                authorization.request().method(),
                authorization.request().permissions());
    }
}
