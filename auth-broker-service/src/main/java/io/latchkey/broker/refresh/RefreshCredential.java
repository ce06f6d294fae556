package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.CredentialProblems;
import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Held;
import io.latchkey.broker.credential.HeldCredentials;
import io.latchkey.broker.lease.Detached;
import io.latchkey.broker.lease.LeaseConfig;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.remote.Failure;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.token.IssuingClients;
import io.latchkey.broker.token.IssuingClients.Issuer;
import io.latchkey.broker.token.TokenEndpoint;
import io.latchkey.broker.token.TokenReply;
import io.latchkey.contracts.check.Outcome;
import io.latchkey.edge.time.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Refreshes a credential: at most one refresh of a connection at a time (RFC 6749, section 6).
 *
 * <ol>
 *   <li>Calls for the same version share one refresh; over processes the lease orders them, and whoever finds a newer
 *       version stored takes that.
 *   <li>No refresh is sent before Vault has answered just now, for what it brings must be stored.
 *   <li>What a refresh brought is stored before it is handed out, however long that takes.
 *   <li>A refusal is believed only if nobody has stored a newer version; it is then remembered, and that version is
 *       never sent again.
 * </ol>
 */
@ApplicationScoped
public class RefreshCredential {
    private final HeldCredentials held;
    private final KeepRefreshed keep;
    private final RefuseCredential refuse;
    private final IssuingClients issuers;
    private final TokenEndpoint endpoint;
    private final Detached detached;
    private final LeaseConfig config;
    private final Ids ids;
    private final ConcurrentHashMap<Key, CompletableFuture<Stored>> running = new ConcurrentHashMap<>();

    private record Key(UUID connectionId, long version) {}

    RefreshCredential(
            HeldCredentials held,
            KeepRefreshed keep,
            RefuseCredential refuse,
            IssuingClients issuers,
            TokenEndpoint endpoint,
            Detached detached,
            LeaseConfig config,
            Ids ids) {
        this.held = held;
        this.keep = keep;
        this.refuse = refuse;
        this.issuers = issuers;
        this.endpoint = endpoint;
        this.detached = detached;
        this.config = config;
        this.ids = ids;
    }

    /**
     * A version newer than {@code version}. Fails with a {@link ProviderException} if the provider refuses or does not
     * answer well, and with a problem if something of ours does not.
     */
    public Uni<Stored> newerThan(long version, CredentialRow row) {
        return Uni.createFrom()
                .deferred(() -> Detached.join(
                        shared(version, row).copy().orTimeout(config.patience().toMillis(), TimeUnit.MILLISECONDS)))
                .onFailure(TimeoutException.class)
                .transform(tooLong -> Leases.busy());
    }

    private CompletableFuture<Stored> shared(long version, CredentialRow row) {
        var key = new Key(row.connectionId(), version);
        var refresh = running.computeIfAbsent(key, k -> detached.start(() -> underLease(version, row)));
        refresh.whenComplete((stored, failure) -> running.remove(key, refresh));
        return refresh;
    }

    private Uni<Stored> underLease(long version, CredentialRow row) {
        return held.holding(row.connectionId(), row.tenant(), hand -> {
            var stored = hand.stored().orElseThrow(CredentialProblems::pending);
            return stored.version() > version ? Uni.createFrom().item(stored) : refresh(hand, stored);
        });
    }

    private Uni<Stored> refresh(Held hand, Stored stored) {
        requireWorthwhile(hand.row(), stored);
        return issuers.of(stored.document())
                .chain(issuer -> hand.lease().refreshSent(stored.version()).chain(sentAt -> endpoint.refresh(
                                issuer.provider(),
                                issuer.client(),
                                stored.document().tokens().refreshToken())
                        .onFailure()
                        .invoke(hand.lease()::refreshEnded)
                        .chain(reply -> keep.stored(hand, refreshed(stored, issuer, reply, sentAt), stored.version())
                                .invoke(reply::requireAccessToken))))
                .onFailure(ProviderException.class)
                .recoverWithUni(failure -> refuse.unlessNewer(hand, stored, (ProviderException) failure));
    }

    private CredentialDocument refreshed(Stored before, Issuer issuer, TokenReply reply, Instant sentAt) {
        var grant = reply.refreshed(issuer.provider(), before.document().grant());
        return before.document().refreshedWith(ids.next(), grant, sentAt);
    }

    private static void requireWorthwhile(CredentialRow row, Stored stored) {
        row.refusal().ifPresent(reason -> {
            throw new ProviderException(new Failure(Outcome.PERMANENT, reason, "refused_before", null, null));
        });
        if (stored.document().tokens().refreshToken() == null) {
            throw CredentialProblems.notRefreshable();
        }
    }
}
