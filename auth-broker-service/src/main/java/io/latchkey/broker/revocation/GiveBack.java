package io.latchkey.broker.revocation;

import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.provider.Catalog;
import io.latchkey.broker.provider.Provider;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.token.IssuingClients;
import io.latchkey.broker.token.RevocationEndpoint;
import io.latchkey.broker.token.RevocationResult;
import io.latchkey.contracts.credential.Revocation;
import io.latchkey.contracts.credential.Revocation.RevokedAtProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives a credential back to its provider where that ends no connection that lives. Decided and done under a lease on
 * provider, client and account over all tenants, which an exchange also takes before its result rests.
 */
@ApplicationScoped
public class GiveBack {
    private final Catalog catalog;
    private final Credentials credentials;
    private final ExchangesAtRest exchanges;
    private final IssuingClients issuers;
    private final RevocationEndpoint endpoint;
    private final Leases leases;
    private final RevocationConfig config;

    GiveBack(
            Catalog catalog,
            Credentials credentials,
            ExchangesAtRest exchanges,
            IssuingClients issuers,
            RevocationEndpoint endpoint,
            Leases leases,
            RevocationConfig config) {
        this.catalog = catalog;
        this.credentials = credentials;
        this.exchanges = exchanges;
        this.issuers = issuers;
        this.endpoint = endpoint;
        this.leases = leases;
        this.config = config;
    }

    /**
     * What became of {@code document} at its provider. Fails with a {@link ProviderException} where it should be tried
     * again. A connection is no sibling of its own once it is closed.
     *
     * @param forced revoke even where that ends a connection that lives
     * @param attempts that have failed before
     */
    public Uni<Revocation> of(CredentialDocument document, boolean forced, int attempts) {
        var provider = catalog.find(document.provider());
        if (provider.isEmpty()) {
            return Uni.createFrom().item(new Revocation(RevokedAtProvider.FALSE, "provider_unknown"));
        }
        var grant = LeaseKey.grant(
                document.provider(), document.clientId(), document.account().id());
        return leases.holding(grant, lease -> isShared(document)
                .chain(shared -> carryOut(document, provider.get(), shared, forced, attempts)));
    }

    private Uni<Boolean> isShared(CredentialDocument document) {
        var account = document.account().id();
        return credentials
                .anyOpenWith(document.provider(), document.clientId(), account)
                .chain(lives -> lives
                        ? Uni.createFrom().item(true)
                        : exchanges.anyOf(
                                document.provider(), document.clientId(), account, document.authorizationId()));
    }

    private Uni<Revocation> carryOut(
            CredentialDocument document, Provider provider, boolean shared, boolean forced, int attempts) {
        return switch (RevocationRule.of(provider.oauth2().revoke(), shared, forced)) {
            case UNSUPPORTED -> Uni.createFrom().item(new Revocation(RevokedAtProvider.UNSUPPORTED, null));
            case LEAVE -> Uni.createFrom().item(new Revocation(RevokedAtProvider.LEFT, "shared_with_live_connection"));
            case REVOKE ->
                issuers.of(document)
                        .chain(issuer -> endpoint.revoke(provider, issuer.client(), document.tokens()))
                        .map(result -> outcome(result, attempts));
        };
    }

    /** A refusal is final after a few attempts; every other failure is tried again. */
    private Revocation outcome(RevocationResult result, int attempts) {
        return switch (result.verdict()) {
            case DONE -> new Revocation(RevokedAtProvider.TRUE, null);
            case ALREADY_GONE -> new Revocation(RevokedAtProvider.TRUE, "already_gone");
            case REFUSED -> {
                if (attempts + 1 < config.refusals()) {
                    throw new ProviderException(result.requireFailure());
                }
                yield new Revocation(
                        RevokedAtProvider.FALSE, result.requireFailure().detail());
            }
            case CANNOT -> throw new ProviderException(result.requireFailure());
        };
    }
}
