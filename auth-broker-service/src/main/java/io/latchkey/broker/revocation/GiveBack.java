package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.revocation.LiveGrants.Use;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.TokenHasher;
import io.latchkey.broker.token.IssuingClients;
import io.latchkey.broker.token.RevocationEndpoint;
import io.latchkey.broker.token.RevocationResult;
import io.latchkey.contracts.credential.Revocation;
import io.latchkey.contracts.credential.Revocation.RevokedAtProvider;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Gives a credential back to its provider where that ends no connection that lives.
 *
 * <ol>
 *   <li>No token that a live document or a consent in progress holds is ever sent, unless the deletion is forced:
 *       providers issue the same token again to the same account.
 *   <li>It is decided and done under a lease on provider, client and account over all tenants; where the account is not
 *       known, on the token. {@link FreshGrant} takes the same lease before a consent is kept.
 *   <li>The revocation is noted before it is asked what lives: a consent that is not seen here sees the note there.
 *   <li>No connection's lease is held, so that a slow endpoint delays no refresh.
 * </ol>
 */
@ApplicationScoped
public class GiveBack {
    private final TokenHasher hasher;
    private final Leases leases;
    private final LiveGrants liveGrants;
    private final IssuingClients issuers;
    private final SentRevocations sent;
    private final RevocationEndpoint endpoint;
    private final RevocationConfig config;

    GiveBack(
            TokenHasher hasher,
            Leases leases,
            LiveGrants liveGrants,
            IssuingClients issuers,
            SentRevocations sent,
            RevocationEndpoint endpoint,
            RevocationConfig config) {
        this.hasher = hasher;
        this.leases = leases;
        this.liveGrants = liveGrants;
        this.issuers = issuers;
        this.sent = sent;
        this.endpoint = endpoint;
        this.config = config;
    }

    /**
     * What became of {@code document} at its provider. Fails with a {@link ProviderException} where it should be tried
     * again: so too where this replica's catalog does not know the provider, for another one's may. A connection is no
     * sibling of its own once it is closed.
     *
     * @param forced revoke even where that ends a connection that lives
     * @param refusals of the provider before
     */
    public Uni<Revocation> of(CredentialDocument document, boolean forced, int refusals) {
        return hasher.of(document.tokens()).chain(hashes -> {
            var key = GrantKeys.lease(document, hashes);
            return leases.holding(key, lease -> sent.note(GrantKeys.grant(document), key)
                    .chain(() -> liveGrants.useOf(document, hashes))
                    .chain(use -> decided(document, use, forced, refusals)));
        });
    }

    private Uni<Revocation> decided(CredentialDocument document, Use use, boolean forced, int refusals) {
        var rules = issuers.providerOf(document).oauth2().revoke();
        return switch (RevocationRule.of(rules, use, forced)) {
            case UNSUPPORTED -> Uni.createFrom().item(new Revocation(RevokedAtProvider.UNSUPPORTED, null));
            case LEAVE -> Uni.createFrom().item(new Revocation(RevokedAtProvider.LEFT, use.reason()));
            case REVOKE -> revoke(document).map(result -> outcome(result, refusals));
        };
    }

    private Uni<RevocationResult> revoke(CredentialDocument document) {
        return issuers.of(document)
                .chain(issuer -> endpoint.revoke(issuer.provider(), issuer.client(), document.tokens()));
    }

    /** A refusal is final after a few others; every other failure is tried again. */
    private Revocation outcome(RevocationResult result, int refusals) {
        return switch (result.verdict()) {
            case DONE -> new Revocation(RevokedAtProvider.TRUE, null);
            case ALREADY_GONE -> new Revocation(RevokedAtProvider.TRUE, "already_gone");
            case REFUSED -> {
                if (refusals + 1 < config.refusals()) {
                    throw new RevocationRefusedException(result.requireFailure());
                }
                yield new Revocation(
                        RevokedAtProvider.FALSE, result.requireFailure().detail());
            }
            case CANNOT -> throw new ProviderException(result.requireFailure());
        };
    }
}
