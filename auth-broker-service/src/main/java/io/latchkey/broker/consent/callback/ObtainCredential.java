package io.latchkey.broker.consent.callback;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.consent.browser.RejectedException;
import io.latchkey.broker.consent.browser.Rejection;
import io.latchkey.broker.consent.client.ClientRefused;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Begun.Kept;
import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** The single steps that turn a response into a held credential with an account; {@link AcceptResponse} orders them. */
@ApplicationScoped
class ObtainCredential {
    private final HoldCredential holdCredential;
    private final ClientValues clientValues;
    private final Clock clock;
    private final Ids ids;

    ObtainCredential(HoldCredential holdCredential, ClientValues clientValues, Clock clock, Ids ids) {
        this.holdCredential = holdCredential;
        this.clientValues = clientValues;
        this.clock = clock;
        this.ids = ids;
    }

    /** {@link AuthMethod#forgery}. Fails with a {@link RejectedException} if the client cannot be used. */
    Uni<Optional<Refusal>> forgery(AuthMethod method, BrowserResponse response, Kept kept) {
        return method.forgery(response, kept)
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.EXCHANGE_FAILED, method, failure));
    }

    /**
     * Exchanges {@code response}, which consumes its code. Fails with a {@link RejectedException}, or with a
     * {@link ClientRefused} if the provider refuses the client that the user entered.
     */
    Uni<Obtained> exchange(Authorization authorization, AuthMethod method, BrowserResponse response, Kept kept) {
        return method.complete(response, authorization.request().permissions(), kept)
                .onFailure(ProviderException.class)
                .transform(failure -> ofExchange((ProviderException) failure, method, kept));
    }

    private static RuntimeException ofExchange(ProviderException failure, AuthMethod method, Kept kept) {
        if (kept.ownClient() != null && failure.failure().refusesOwnClient()) {
            return new ClientRefused(failure.failure().detail());
        }
        var rejection = CatalogFault.ADDRESS_NOT_ALLOWED.is(failure.failure())
                ? Rejection.PROVIDER_NOT_CALLED
                : Rejection.EXCHANGE_FAILED;
        return refused(rejection, method, failure);
    }

    /**
     * Holds the credential, encrypted, even if it cannot be used: it is then revoked. Fails with a
     * {@link RejectedException}.
     */
    Uni<CredentialDocument> hold(Authorization authorization, AuthMethod method, Obtained obtained, Kept kept) {
        var document = document(authorization, method, obtained, kept);
        return holdCredential
                .hold(authorization, document)
                .invoke(obtained::requireUsable)
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.EXCHANGE_FAILED, method, failure))
                .replaceWith(document);
    }

    /**
     * Exchanges the held credential for one that lives longer, if the method has such an exchange, and holds that
     * instead. Fails with a {@link RejectedException}; the credential that is held then is revoked.
     */
    Uni<CredentialDocument> prolong(Authorization authorization, AuthMethod method, CredentialDocument held) {
        return method.prolong(held)
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.EXCHANGE_FAILED, method, failure))
                .chain(longer -> longer.map(held::renewedWith)
                        .map(document -> holdCredential
                                .holdInstead(authorization, document)
                                .replaceWith(document))
                        .orElseGet(() -> Uni.createFrom().item(held)));
    }

    /** Adds the account, if the provider identifies it, and the values of parameters that it names. Fails with a {@link RejectedException}. */
    Uni<CredentialDocument> identify(AuthMethod method, CredentialDocument document) {
        if (document.account() != null) {
            return Uni.createFrom().item(document);
        }
        return clientValues
                .required(method, document)
                .chain(complete -> complete.identify(document.material()))
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.IDENTITY_UNKNOWN, method, failure))
                .map(identified -> {
                    var known = document.knowing(identified.parameters());
                    return identified.account().map(known::of).orElse(known);
                });
    }

    /** Records consent. Fails with a {@link RejectedException}. */
    Uni<Void> recordConsent(Authorization authorization, AuthMethod method, CredentialDocument document) {
        return holdCredential
                .recordConsent(authorization, document)
                .onFailure(ProviderException.class)
                .transform(failure -> refused(Rejection.EXCHANGE_FAILED, method, failure));
    }

    private CredentialDocument document(Authorization authorization, AuthMethod method, Obtained obtained, Kept kept) {
        return new CredentialDocument(
                authorization.baseGeneration() + 1,
                authorization.id(),
                ids.next(),
                method.provider().id(),
                method.spec().id(),
                kept.client(),
                obtained.account(),
                authorization.request().modules(),
                clock.instant(),
                obtained.grant(),
                null,
                method.origin(),
                method.provider().values(),
                kept.ownClient());
    }

    private static RejectedException refused(Rejection rejection, AuthMethod method, Throwable failure) {
        var cause = ((ProviderException) failure).failure();
        Log.warnf(
                "exchange refused provider=%s outcome=%s detail=%s",
                method.provider().id(), cause.outcome().code(), cause.detail());
        return new RejectedException(rejection);
    }
}
