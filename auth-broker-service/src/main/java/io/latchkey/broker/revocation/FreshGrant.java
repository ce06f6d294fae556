package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.client.ClientValues;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Outcome;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/**
 * Stores the grant from an exchange while no revocation of the same grant runs. A revocation that was sent after the
 * exchange began may have revoked the new grant too, although the provider issued its tokens. In that case the tokens
 * are tested first.
 */
@ApplicationScoped
public class FreshGrant {
    private static final Failure REVOKED_MEANWHILE =
            new Failure(Outcome.UNKNOWN, null, "revoked_meanwhile", null, null);

    private final GrantKeys grants;
    private final Leases leases;
    private final SentRevocations sent;
    private final Methods methods;
    private final ClientValues clientValues;

    FreshGrant(GrantKeys grants, Leases leases, SentRevocations sent, Methods methods, ClientValues clientValues) {
        this.grants = grants;
        this.leases = leases;
        this.sent = sent;
        this.methods = methods;
        this.clientValues = clientValues;
    }

    /** Runs {@code work}, which stores the grant. Fails with a {@link ProviderException} if the grant was revoked. */
    public <T> Uni<T> keep(CredentialDocument document, Supplier<Uni<T>> work) {
        var method = methods.require(document);
        if (method.revoker().isEmpty()) {
            return Uni.createFrom().deferred(work::get);
        }
        var grant = grants.grant(document);
        return leases.withLease(
                grant, lease -> requireAlive(method, document, grant).chain(() -> work.get()));
    }

    private Uni<Void> requireAlive(AuthMethod method, CredentialDocument document, LeaseKey grant) {
        var obtainedAt = document.material().obtainedAt();
        return Panache.withSession(() -> sent.since(obtainedAt, grant, grants.ofUnknownAccount(document)))
                .chain(revocations -> revocations.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : untilEnded(revocations, grant).chain(() -> tryOut(method, document)));
    }

    private Uni<Void> untilEnded(List<LeaseKey> revocations, LeaseKey held) {
        return Multi.createFrom()
                .iterable(revocations)
                .filter(key -> !key.equals(held))
                .onItem()
                .transformToUniAndConcatenate(
                        key -> leases.withLease(key, lease -> Uni.createFrom().voidItem()))
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private Uni<Void> tryOut(AuthMethod method, CredentialDocument document) {
        if (method.spec().identifies().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return clientValues
                .required(method, document)
                .chain(complete -> complete.identify(document.material()))
                .invoke(identified -> {
                    if (!document.accountId().equals(identified.account().map(Account::id))) {
                        throw new ProviderException(REVOKED_MEANWHILE);
                    }
                })
                .replaceWithVoid();
    }
}
