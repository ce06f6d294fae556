package io.latchkey.broker.closing;

import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Credentials;
import io.latchkey.broker.fact.Facts;
import io.latchkey.broker.lease.LeaseConfig;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.revocation.ExchangesAtRest;
import io.latchkey.broker.revocation.GiveBack;
import io.latchkey.broker.revocation.ReplacedCredentials;
import io.latchkey.broker.revocation.RevocationConfig;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.Revocation;
import io.latchkey.contracts.credential.Revocation.RevokedAtProvider;
import io.latchkey.edge.time.Ids;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Carries a deletion out: gives everything back, destroys everything, tells it.
 *
 * <ol>
 *   <li>It waits for the connection's lease: what runs already stores what it got, and that is found here.
 *   <li>Nothing is destroyed before it is revoked, left or unrevokable, or that was tried for long enough.
 *   <li>The path is destroyed once more later, for a writer that outlived its lease.
 * </ol>
 */
@ApplicationScoped
class DestroyClosed {
    /** What a write to Vault may take after its lease has ended. */
    private static final Duration LATE_WRITE = Duration.ofSeconds(30);

    private static final Revocation NOTHING_TO_REVOKE = new Revocation(RevokedAtProvider.UNSUPPORTED, "no_credential");

    private final Leases leases;
    private final LeaseConfig leaseConfig;
    private final RevocationConfig config;
    private final Credentials credentials;
    private final SecretStore store;
    private final ExchangesAtRest exchanges;
    private final ReplacedCredentials replaced;
    private final GiveBack giveBack;
    private final Facts facts;
    private final Clock clock;

    DestroyClosed(
            Leases leases,
            LeaseConfig leaseConfig,
            RevocationConfig config,
            Credentials credentials,
            SecretStore store,
            ExchangesAtRest exchanges,
            ReplacedCredentials replaced,
            GiveBack giveBack,
            Facts facts,
            Clock clock) {
        this.leases = leases;
        this.leaseConfig = leaseConfig;
        this.config = config;
        this.credentials = credentials;
        this.store = store;
        this.exchanges = exchanges;
        this.replaced = replaced;
        this.giveBack = giveBack;
        this.facts = facts;
        this.clock = clock;
    }

    /** One attempt on a closed connection; fails where it should be tried again. */
    Uni<Void> destroy(UUID connectionId) {
        return leases.holding(
                LeaseKey.connection(connectionId),
                lease -> credentials.find(connectionId).chain(found -> found.filter(CredentialRow::closed)
                        .map(row -> row.destroyed() ? destroyAgain(row) : destroy(row))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> destroy(CredentialRow row) {
        return held(row)
                .chain(documents -> giveBackAll(row, documents))
                .onFailure(failure -> isTriedLongEnough(row))
                .recoverWithItem(failure -> new Revocation(RevokedAtProvider.FALSE, detail(failure)))
                .chain(revocation -> store.destroy(row.path()).chain(() -> record(row, revocation)));
    }

    /** All that the connection holds: its credential last, for what became of that is told. */
    private Uni<List<CredentialDocument>> held(CredentialRow row) {
        return Multi.createBy()
                .concatenating()
                .streams(
                        exchanges
                                .ofConnection(row.connectionId())
                                .onItem()
                                .transformToMulti(Multi.createFrom()::iterable),
                        replaced.ofConnection(row.connectionId())
                                .onItem()
                                .transformToMulti(Multi.createFrom()::iterable),
                        store.read(row.path()).onItem().transformToMulti(stored -> Multi.createFrom()
                                .iterable(stored.map(s -> List.of(s.document())).orElse(List.of()))))
                .collect()
                .asList();
    }

    private Uni<Revocation> giveBackAll(CredentialRow row, List<CredentialDocument> documents) {
        var last = Uni.createFrom().item(NOTHING_TO_REVOKE);
        for (var document : documents) {
            last = last.chain(before -> giveBack.of(document, row.revocationForced(), row.attempts()));
        }
        return last;
    }

    private boolean isTriedLongEnough(CredentialRow row) {
        return row.closedAt().plus(config.giveUpAfter()).isBefore(clock.instant());
    }

    private static String detail(Throwable failure) {
        return failure instanceof ProviderException refused ? refused.failure().detail() : "not_tried";
    }

    private Uni<Void> record(CredentialRow row, Revocation revocation) {
        var now = clock.instant();
        var fact = new CredentialDestroyed(
                Ids.named(row.connectionId(), "destroyed"), row.connectionId(), row.tenant(), now, revocation);
        var onceMore = now.plus(leaseConfig.term()).plus(LATE_WRITE);
        Log.infof(
                "credential destroyed connection=%s revokedAtProvider=%s reason=%s",
                row.connectionId(), revocation.revokedAtProvider().code(), revocation.reason());
        return Panache.withTransaction(() -> credentials
                .locked(row.connectionId())
                .invoke(locked -> locked.destroyed(now, onceMore))
                .chain(() -> exchanges.forgetAllOf(row.connectionId()))
                .chain(() -> replaced.forgetAllOf(row.connectionId()))
                .chain(() -> facts.tell(fact)));
    }

    private Uni<Void> destroyAgain(CredentialRow row) {
        return store.destroy(row.path())
                .chain(() -> Panache.withTransaction(() -> credentials
                        .locked(row.connectionId())
                        .invoke(CredentialRow::destroyedAgain)
                        .replaceWithVoid()));
    }
}
