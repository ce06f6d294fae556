package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.RevocationResult;
import io.latchkey.broker.method.Revoker;
import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.revocation.LiveGrants.Use;
import io.latchkey.broker.revocation.RenewToRevoke.Keep;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.hash.TokenHasher;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/**
 * Revokes a credential at its provider if that ends no live connection.
 *
 * <ol>
 *   <li>The broker never sends a token that a live document or a pending consent contains, unless the deletion is
 *       forced: providers issue the same token again to the same account.
 *   <li>It decides and revokes under a lease on authorization server, client and account across all tenants, or on the token if the
 *       account is not known. {@link FreshGrant} acquires the same lease before it stores the grant from a consent.
 *   <li>It records the revocation before it looks for uses of the grant. A consent that this search misses finds the
 *       record.
 *   <li>If only a valid access token revokes the grant and the available one has expired, it refreshes the credential
 *       first, once in each attempt.
 *   <li>It holds no lease on a connection, so that a slow revocation endpoint delays no refresh.
 * </ol>
 */
@ApplicationScoped
public class RevokeCredential {
    private static final Revocation UNSUPPORTED = new Revocation(RevokedAtProvider.UNSUPPORTED, null);

    private final TokenHasher hasher;
    private final Leases leases;
    private final GrantKeys grants;
    private final LiveGrants liveGrants;
    private final Methods methods;
    private final ClientValues clientValues;
    private final SentRevocations sent;
    private final RenewToRevoke renewal;
    private final RevocationSettings config;
    private final Clock clock;

    /** @param renew whether the access token may be refreshed */
    private record Order(AuthMethod method, Revoker revoker, boolean forced, int refusals, Keep keep, boolean renew) {
        Order onceRenewed() {
            return new Order(method, revoker, forced, refusals, keep, false);
        }
    }

    RevokeCredential(
            TokenHasher hasher,
            Leases leases,
            GrantKeys grants,
            LiveGrants liveGrants,
            Methods methods,
            ClientValues clientValues,
            SentRevocations sent,
            RenewToRevoke renewal,
            RevocationSettings config,
            Clock clock) {
        this.hasher = hasher;
        this.leases = leases;
        this.grants = grants;
        this.liveGrants = liveGrants;
        this.methods = methods;
        this.clientValues = clientValues;
        this.sent = sent;
        this.renewal = renewal;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Revokes {@code document} at its provider and returns the result. Fails with a {@link ProviderException} if the
     * attempt should be repeated. This includes a provider that this replica's catalog does not contain, because
     * another replica's catalog may contain it. A closed connection is no sibling of itself.
     *
     * @param forced revoke even if that ends a live connection
     * @param refusals number of earlier refusals by the provider
     * @param keep stores the credential if it was refreshed
     */
    public Uni<Revocation> of(CredentialDocument document, boolean forced, int refusals, Keep keep) {
        if (!document.material().revocable()) {
            return Uni.createFrom().item(UNSUPPORTED);
        }
        return Uni.createFrom()
                .item(() -> methods.require(document))
                .chain(method -> clientValues.known(method, document))
                .chain(method -> method.revoker()
                        .map(revoker -> underLease(document, new Order(method, revoker, forced, refusals, keep, true)))
                        .orElseGet(() -> Uni.createFrom().item(UNSUPPORTED)));
    }

    private Uni<Revocation> underLease(CredentialDocument document, Order order) {
        return hasher.of(document.material()).chain(hashes -> {
            var key = grants.lease(document, hashes);
            return leases.withLease(key, lease -> Panache.withTransaction(() -> sent.note(grants.grant(document), key))
                    .chain(() -> decided(document, hashes, order)));
        });
    }

    private Uni<Revocation> decided(CredentialDocument document, TokenHashes hashes, Order order) {
        return Panache.withSession(() -> liveGrants.useOf(document, hashes))
                .chain(use -> decided(document, use, order));
    }

    private Uni<Revocation> decided(CredentialDocument document, Use use, Order order) {
        return switch (RevocationRule.of(order.revoker.reach(), use, order.forced)) {
            case LEAVE -> Uni.createFrom().item(new Revocation(RevokedAtProvider.LEFT, use.reason()));
            case REVOKE -> revoke(document, order);
        };
    }

    private Uni<Revocation> revoke(CredentialDocument document, Order order) {
        var material = document.material();
        boolean renewable = order.renew && order.revoker.needsLive(material);
        if (renewable && !material.validAt(clock.instant())) {
            return revokeRenewed(document, order);
        }
        return order.revoker
                .revoke(document)
                .chain(result -> renewable && result.equals(RevocationResult.ACCESS_TOKEN_ENDED)
                        ? revokeRenewed(document, order)
                        : Uni.createFrom().item(() -> outcome(result, order.refusals)));
    }

    private Uni<Revocation> revokeRenewed(CredentialDocument document, Order order) {
        return renewal.renewed(order.method, document, order.keep)
                .onItemOrFailure()
                .transformToUni((renewed, failure) -> {
                    if (renewed != null) {
                        return hasher.of(renewed.material())
                                .chain(hashes -> decided(renewed, hashes, order.onceRenewed()));
                    }
                    return failure instanceof ProviderException cause
                            ? Uni.createFrom().item(() -> notRenewed(cause, order.refusals))
                            : Uni.createFrom().failure(failure);
                });
    }

    /** Reports a credential that the provider permanently refuses to refresh as not revoked, without a further call. */
    private Revocation notRenewed(ProviderException cause, int refusals) {
        var failure = cause.failure();
        if (failure.permanent()) {
            return notRevoked(RevocationResult.ACCESS_TOKEN_ENDED);
        }
        if (failure.rejected()) {
            return outcome(RevocationResult.ACCESS_TOKEN_ENDED, refusals);
        }
        throw cause;
    }

    /** Makes a refusal final once the limit of refusals is reached; every other failure is retried. */
    private Revocation outcome(RevocationResult result, int refusals) {
        return switch (result.verdict()) {
            case DONE -> new Revocation(RevokedAtProvider.TRUE, null);
            case ALREADY_GONE -> new Revocation(RevokedAtProvider.TRUE, "already_gone");
            case REFUSED -> {
                if (refusals + 1 < config.refusals()) {
                    throw new RevocationRefusedException(result.requireFailure());
                }
                yield notRevoked(result);
            }
            case CANNOT -> throw new ProviderException(result.requireFailure());
        };
    }

    private static Revocation notRevoked(RevocationResult refused) {
        return new Revocation(RevokedAtProvider.FALSE, refused.requireFailure().detail());
    }
}
