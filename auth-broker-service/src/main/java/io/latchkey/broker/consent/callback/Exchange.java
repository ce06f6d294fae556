package io.latchkey.broker.consent.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.PublicUrl;
import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.Capability;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.FlowCipher;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.token.Exchanged;
import io.latchkey.broker.token.Identities;
import io.latchkey.broker.token.TokenEndpoint;
import io.latchkey.broker.token.TokenReply;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.oauth2.PkceMethod;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.time.Clock;

/** Turns an authorization code into tokens and an account, which are held encrypted until they are completed. */
@ApplicationScoped
class Exchange {
    private final ClientStore clients;
    private final FlowCipher cipher;
    private final TokenEndpoint tokens;
    private final Identities identities;
    private final RestExchange rest;
    private final OriginGuard origins;
    private final PublicUrl publicUrl;
    private final Clock clock;
    private final Ids ids;

    Exchange(
            ClientStore clients,
            FlowCipher cipher,
            TokenEndpoint tokens,
            Identities identities,
            RestExchange rest,
            OriginGuard origins,
            PublicUrl publicUrl,
            Clock clock,
            Ids ids) {
        this.clients = clients;
        this.cipher = cipher;
        this.tokens = tokens;
        this.identities = identities;
        this.rest = rest;
        this.origins = origins;
        this.publicUrl = publicUrl;
        this.clock = clock;
        this.ids = ids;
    }

    /** The flow's PKCE verifier. It also shows that Vault can be reached, before anything is used up. */
    Uni<Secret> openVerifier(Authorization authorization) {
        return cipher.decrypt(authorization.id(), authorization.flow().verifier())
                .map(bytes -> Secret.of(new String(bytes, UTF_8)));
    }

    /** Where the browser goes once all went well; fails with a {@link RejectedException}. */
    Uni<CallbackResult> exchange(
            Authorization authorization, Provider provider, Secret code, Secret verifier, String binding) {
        return client(authorization, provider)
                .call(client -> origins.requireAllowed(provider, client.origin()))
                .chain(client -> tokens.exchange(provider, client, code(provider, code, verifier)))
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.EXCHANGE_FAILED, provider, failure))
                .chain(exchanged -> held(authorization, provider, exchanged))
                .chain(document -> identified(provider, document))
                .chain(document -> kept(authorization, provider, document, authorization.codeFor(binding)));
    }

    /** It is held even if it cannot be used: it is given back then. */
    private Uni<CredentialDocument> held(Authorization authorization, Provider provider, Exchanged exchanged) {
        var document = document(authorization, provider, exchanged.reply());
        return rest.hold(authorization, document)
                .invoke(exchanged::requireUsable)
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.EXCHANGE_FAILED, provider, failure))
                .replaceWith(document);
    }

    private Uni<CredentialDocument> identified(Provider provider, CredentialDocument document) {
        return identities
                .of(provider, OAuth2Tokens.of(document.material()))
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.IDENTITY_UNKNOWN, provider, failure))
                .map(document::of);
    }

    private Uni<CallbackResult> kept(
            Authorization authorization, Provider provider, CredentialDocument document, Capability code) {
        return rest.rest(authorization, provider, document, code)
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.EXCHANGE_FAILED, provider, failure));
    }

    private Uni<ProviderClient> client(Authorization authorization, Provider provider) {
        return clients.read(provider.id()).map(registered -> registered.stream()
                .filter(client -> client.clientId().equals(authorization.flow().clientId()))
                .findFirst()
                .orElseThrow(() -> new RejectedException(Rejection.EXCHANGE_FAILED)));
    }

    private TokenEndpoint.Code code(Provider provider, Secret code, Secret verifier) {
        var pkce = provider.oauth2().authorize().pkce() == PkceMethod.S256;
        return new TokenEndpoint.Code(code, URI.create(publicUrl.callback(provider.id())), pkce ? verifier : null);
    }

    private CredentialDocument document(Authorization authorization, Provider provider, TokenReply reply) {
        var request = authorization.request();
        return new CredentialDocument(
                authorization.baseGeneration() + 1,
                authorization.id(),
                ids.next(),
                provider.id(),
                provider.oauth2().id(),
                authorization.flow().clientId(),
                null,
                request.modules(),
                clock.instant(),
                reply.granted(provider, request.permissions()),
                null,
                provider.oauth2().origin());
    }

    private static RejectedException refused(Rejection rejection, Provider provider, Throwable failure) {
        var cause = ((ProviderException) failure).failure();
        Log.warnf(
                "exchange refused provider=%s outcome=%s detail=%s",
                provider.id(), cause.outcome().code(), cause.detail());
        return new RejectedException(rejection);
    }
}
