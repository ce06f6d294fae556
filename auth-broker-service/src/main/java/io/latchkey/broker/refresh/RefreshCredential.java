package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.credential.CredentialLocks;
import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.lease.Leases;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Renewal.Renewed;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.work.Correlation;
import io.latchkey.work.Detached;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.TooManyRequests;
import io.latchkey.work.failure.Unavailable;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Refreshes a credential: at most one refresh of a connection at a time (RFC 6749, section 6).
 *
 * <ol>
 *   <li>Calls for the same version share one refresh. The lease orders the processes; a process that finds a newer
 *       stored version returns that version.
 *   <li>A refresh is sent only if a write to Vault is known to be possible, because its response must be stored. A
 *       forced refresh counts towards the limit only if it is sent.
 *   <li>The tokens from a refresh are stored before they are returned, however long that takes.
 *   <li>A refusal is accepted only if no newer version has been stored. It is then recorded, and that version is never
 *       sent again. Other failures are recorded too: {@link RefreshGate} decides when the next refresh may be sent.
 * </ol>
 */
@ApplicationScoped
public class RefreshCredential {
    private final CredentialLocks locks;
    private final SecretStore store;
    private final KeepRefreshed keep;
    private final RefreshGate gate;
    private final RefuseCredential refuse;
    private final ClientTroubles clients;
    private final Methods methods;
    private final Detached detached;
    private final LeaseSettings config;
    private final Ids ids;
    private final Clock clock;
    private final ConcurrentHashMap<Key, Running> running = new ConcurrentHashMap<>();

    private record Key(UUID connectionId, long version, boolean forced) {}

    private record Refreshed(CredentialDocument document, Renewed renewed) {}

    private record Running(CompletableFuture<Stored> result, Instant since) {}

    RefreshCredential(
            CredentialLocks locks,
            SecretStore store,
            KeepRefreshed keep,
            RefreshGate gate,
            RefuseCredential refuse,
            ClientTroubles clients,
            Methods methods,
            Detached detached,
            LeaseSettings config,
            Ids ids,
            Clock clock) {
        this.locks = locks;
        this.store = store;
        this.keep = keep;
        this.gate = gate;
        this.refuse = refuse;
        this.clients = clients;
        this.methods = methods;
        this.detached = detached;
        this.config = config;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Returns a version newer than {@code version}. Fails with a {@link ProviderException} if the provider refuses or
     * does not return a usable response, and with a {@link DomainException} if Latchkey itself cannot refresh.
     */
    public Uni<Stored> newerThan(long version, CredentialState state) {
        return newerThan(version, state, false, config.patience());
    }

    /**
     * As {@link #newerThan(long, CredentialState)}, for a caller with a usable token: fails with {@link Unavailable} if
     * the refresh, which another caller may have started, takes longer than {@code patience}. The refresh continues.
     */
    public Uni<Stored> newerThan(long version, CredentialState state, Duration patience) {
        return newerThan(version, state, false, patience);
    }

    /**
     * The same for a caller that forces a refresh: fails with {@link TooManyRequests} if the last forced one is too
     * recent.
     */
    public Uni<Stored> forcedNewerThan(long version, CredentialState state) {
        return newerThan(version, state, true, config.patience());
    }

    private Uni<Stored> newerThan(long version, CredentialState state, boolean forced, Duration patience) {
        var block = state.version() == version ? gate.blockFor(state) : Optional.<ProviderException>empty();
        if (block.isPresent()) {
            return Uni.createFrom().failure(block.get());
        }
        return Uni.createFrom()
                .deferred(() -> {
                    var refresh = shared(version, state, forced);
                    var left = patience.minus(Duration.between(refresh.since, clock.instant()));
                    return Detached.join(
                            refresh.result.copy().orTimeout(Math.max(0, left.toMillis()), TimeUnit.MILLISECONDS));
                })
                .onFailure(TimeoutException.class)
                .transform(tooLong -> Leases.busy());
    }

    /**
     * Repeats a refresh that another replica sent before it crashed without storing the response. No pause delays it,
     * but it is not sent after the provider's replay grace. If this replica's catalog does not contain the provider,
     * another replica repeats it. For a deleted connection, see {@link #resumeClosed}.
     */
    public Uni<Void> resume(UUID connectionId) {
        return locks.withUnfinishedRefresh(
                connectionId, locked -> locked.state().closed() ? replayOfClosed(locked) : replay(locked));
    }

    /**
     * Repeats a refresh of a deleted connection that the provider may have processed, so that its result is stored, and
     * revoked with the connection. Does not send it after the provider's replay grace. Until then, fails with a
     * {@link ProviderException} if the caller should try again.
     *
     * @return the row and the document afterwards
     */
    public Uni<LockedCredential> resumeClosed(LockedCredential locked) {
        return locked.lease().unfinishedRefresh().isPresent()
                        || locked.state().trouble().mayBeReplayedAt(clock.instant())
                ? replayOfClosed(locked).chain(() -> locks.reread(locked))
                : Uni.createFrom().item(locked);
    }

    private Uni<Void> replay(LockedCredential locked) {
        var stored = locked.stored().orElseThrow(CredentialRefusals::pending);
        if (methods.find(stored.document()).isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return gate.requireReplayable(locked, stored)
                .chain(() -> takenOver(locked, stored))
                .onFailure(failure -> failure instanceof ProviderException && !gate.isReplay(locked, stored))
                .invoke(locked.lease()::refreshEnded)
                .replaceWithVoid();
    }

    private Uni<Void> replayOfClosed(LockedCredential locked) {
        var known =
                locked.stored().filter(stored -> methods.find(stored.document()).isPresent());
        if (known.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return gate.isReplay(locked, known.get())
                ? takenOver(locked, known.get()).replaceWithVoid()
                : Uni.createFrom().voidItem().invoke(locked.lease()::refreshEnded);
    }

    private Uni<Stored> takenOver(LockedCredential locked, Stored stored) {
        Log.infof("interrupted refresh taken over connection=%s", locked.state().connectionId());
        return refresh(locked, stored, false);
    }

    private Running shared(long version, CredentialState state, boolean forced) {
        var key = new Key(state.connectionId(), version, forced);
        var refresh = running.computeIfAbsent(
                key, k -> new Running(detached.start(() -> underLease(version, state, forced)), clock.instant()));
        refresh.result.whenComplete((stored, failure) -> running.remove(key, refresh));
        return refresh;
    }

    private Uni<Stored> underLease(long version, CredentialState state, boolean forced) {
        return locks.withOpen(state.connectionId(), state.tenant(), locked -> {
            var stored = locked.stored().orElseThrow(CredentialRefusals::pending);
            return stored.version() > version
                    ? Uni.createFrom().item(stored)
                    : gate.pass(locked, stored, forced).chain(() -> refresh(locked, stored, forced));
        });
    }

    private Uni<Stored> refresh(LockedCredential locked, Stored stored, boolean forced) {
        var attempt = gate.attempt(locked, stored);
        return asked(locked, stored, forced).onItemOrFailure().transformToUni((response, failure) -> {
            if (response != null) {
                return kept(locked, stored, response);
            }
            return failure instanceof ProviderException cause
                    ? refuse.unlessNewer(locked, stored, attempt, cause)
                    : Uni.createFrom().failure(failure);
        });
    }

    private Uni<Refreshed> asked(LockedCredential locked, Stored stored, boolean forced) {
        var document = stored.document();
        return Uni.createFrom().item(() -> methods.require(document)).chain(method -> method.requireRenewer()
                .prepare(document)
                .call(() -> store.requireWritable(locked.state().path()))
                .call(() -> forced
                        ? gate.noteForced(locked.state())
                        : Uni.createFrom().voidItem())
                .chain(renewal -> locked.lease().refreshSent(stored.version()).chain(sentAt -> renewal.send()
                        .onFailure()
                        .invoke(locked.lease()::refreshEnded)
                        .map(renewed -> new Refreshed(
                                document.refreshedWith(ids.next(), renewed.grant(), sentAt)
                                        .boundTo(method.origin()),
                                renewed)))));
    }

    private Uni<Stored> kept(LockedCredential locked, Stored before, Refreshed response) {
        return keep.stored(locked, response.document, before.version())
                .invoke(fresh -> Log.infof(
                        "credential refreshed connection=%s version=%d correlation=%s",
                        locked.state().connectionId(), fresh.version(), Correlation.text()))
                .call(fresh -> response.renewed.successorUnknown()
                        ? refuse.withoutRefreshToken(locked, fresh)
                        : Uni.createFrom().voidItem())
                .call(fresh -> response.renewed.usable()
                        ? clients.succeeded(fresh.document())
                        : refuse.withoutAccessToken(locked, fresh));
    }
}
