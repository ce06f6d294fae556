package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.refresh.ClientTroubleTable.Client;
import io.latchkey.broker.refresh.ClientTroubleTable.Ended;
import io.latchkey.broker.refresh.ClientTroubleTable.Pause;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.upstream.failure.CatalogFault;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tracks clients whose refreshes fail at their provider, because of an error of the installation or of the provider.
 * The state is stored in the database, so that all replicas respect it.
 *
 * <ol>
 *   <li>A client that causes the failures, for example because its secret has expired, is paused immediately. A client
 *       whose provider fails is paused after three connections have failed in a row.
 *   <li>The broker sends nothing during a pause. The first attempt after it decides whether the pause ends. In the
 *       first quarter of a minute, connections whose own last failure was an error of the client may not make that
 *       attempt.
 *   <li>The pause grows when different connections fail, not when the same connection fails again.
 *   <li>If another connection of the client was refreshed since a connection began to fail, the failure belongs to that
 *       connection only.
 *   <li>One log line reports the start of the failures and one reports the end; metrics count the attempts.
 * </ol>
 */
@ApplicationScoped
public class ClientTroubles {
    private static final int FAILURES_OF_PROVIDER = 3;
    private static final Duration LONGEST_PAUSE_OF_PROVIDER = Duration.ofMinutes(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    private static final Duration PRECEDENCE_OF_OTHERS = Duration.ofSeconds(15);

    private final ClientTroubleTable table;
    private final RefreshRecords records;
    private final RefreshPauses backoff;
    private final Clock clock;
    private final MeterRegistry metrics;

    /**
     * Errors that this replica found without a call to the provider. Other replicas may have a different configuration.
     */
    private final Set<Client> faultsOfOurs = ConcurrentHashMap.newKeySet();

    ClientTroubles(
            ClientTroubleTable table,
            RefreshRecords records,
            RefreshPauses backoff,
            Clock clock,
            MeterRegistry metrics) {
        this.table = table;
        this.records = records;
        this.backoff = backoff;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Fails with the {@link ProviderException} of the last attempt while the client is paused. */
    Uni<Void> requireNone(CredentialState state, CredentialDocument document) {
        if (hasNone(document)) {
            return Uni.createFrom().voidItem();
        }
        var client = Client.of(document);
        return table.pauseOf(client).chain(pause -> pause.map(known -> afterPause(client, state, known))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> afterPause(Client client, CredentialState state, Pause pause) {
        var now = clock.instant();
        boolean atFault = state.trouble().outcome() == Outcome.OPERATOR_FAULT;
        var mayDecideAt = pause.until().plus(atFault ? PRECEDENCE_OF_OTHERS : Duration.ZERO);
        if (mayDecideAt.isAfter(now)) {
            return paused(pause, Duration.between(now, mayDecideAt));
        }
        return table.claim(client, pause.until(), now.plus(ATTEMPT))
                .chain(claimed -> claimed ? Uni.createFrom().voidItem() : paused(pause, ATTEMPT));
    }

    private static Uni<Void> paused(Pause pause, Duration left) {
        var failure = new Failure(pause.outcome(), null, pause.detail(), null, left);
        return Uni.createFrom().failure(new ProviderException(failure));
    }

    /** Whether no other credential has its client, because its owner entered all that is needed. */
    private static boolean hasNone(CredentialDocument document) {
        return document.clientId() == null || document.hasOwnClient();
    }

    /** Records a failed refresh. */
    Uni<Void> failed(CredentialState state, CredentialDocument document, Failure failure) {
        metrics.counter(
                        "latchkey.refresh.failures",
                        "provider",
                        document.provider(),
                        "outcome",
                        failure.outcome().code())
                .increment();
        if (hasNone(document)) {
            return Uni.createFrom().voidItem();
        }
        var client = Client.of(document);
        return switch (failure.outcome()) {
            case OPERATOR_FAULT ->
                failure.httpStatus() == null ? alarm(client, failure) : noted(client, state, failure);
            case TRANSIENT, THROTTLED -> noted(client, state, failure);
            case PERMANENT -> ended(client, true);
            default -> ended(client, false);
        };
    }

    /** Records a successful refresh. */
    Uni<Void> succeeded(CredentialDocument document) {
        if (hasNone(document)) {
            return Uni.createFrom().voidItem();
        }
        return ended(Client.of(document), true)
                .onFailure()
                .invoke(failure -> Log.warnf("recovery of a client not recorded cause=%s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** Ends all failures and pauses caused by the previous client of {@code registrant}, which has been replaced. */
    public Uni<Void> clientReplaced(String provider, Registrant registrant) {
        faultsOfOurs.removeIf(client ->
                client.provider().equals(provider) && client.ref().registrant().equals(registrant));
        return table.endAllOf(provider, registrant)
                .invoke(ended -> ended.forEach(this::logEnd))
                .chain(() -> Panache.withTransaction(() -> records.endPausesForClient(provider, registrant)));
    }

    /** Ends all failures and pauses of clients at {@code provider}, because secrets may be sent there again. */
    public Uni<Void> originConfirmed(String provider) {
        faultsOfOurs.removeIf(client -> client.provider().equals(provider));
        return table.endAllAt(provider)
                .invoke(ended -> ended.forEach(this::logEnd))
                .chain(() -> Panache.withTransaction(() -> records.endPausesForClients(provider)));
    }

    private Uni<Void> noted(Client client, CredentialState state, Failure failure) {
        return isOfThisConnection(client, state)
                .chain(own -> own ? Uni.createFrom().voidItem() : record(client, state, failure));
    }

    private Uni<Boolean> isOfThisConnection(Client client, CredentialState state) {
        var since = state.trouble().failingSince();
        return since == null
                ? Uni.createFrom().item(false)
                : Panache.withSession(() ->
                        records.anotherRefreshedSince(client.provider(), client.ref(), state.connectionId(), since));
    }

    private Uni<Void> record(Client client, CredentialState state, Failure failure) {
        var now = clock.instant();
        return table.failed(client, state.connectionId(), failure, now)
                .invoke(recorded -> logBegin(client, failure, recorded.before()))
                .chain(recorded -> pause(client, failure, recorded.failures(), now));
    }

    private Uni<Void> pause(Client client, Failure failure, int failures, Instant now) {
        boolean ofOurs = failure.outcome() == Outcome.OPERATOR_FAULT;
        if (!ofOurs && failures < FAILURES_OF_PROVIDER) {
            return Uni.createFrom().voidItem();
        }
        var pause = backoff.ofClientAfter(failure, failures);
        var most = failure.retryAfter() == null && !ofOurs ? LONGEST_PAUSE_OF_PROVIDER : pause;
        return table.pause(client, now.plus(pause.compareTo(most) < 0 ? pause : most));
    }

    private Uni<Void> ended(Client client, boolean whatever) {
        if (whatever && faultsOfOurs.remove(client)) {
            Log.infof("refreshes work again provider=%s client=%s", client.provider(), client.id());
        }
        return table.end(client, whatever)
                .invoke(ended -> ended.forEach(this::logEnd))
                .replaceWithVoid();
    }

    private Uni<Void> alarm(Client client, Failure failure) {
        if (!CatalogFault.isAny(failure) && faultsOfOurs.add(client)) {
            logFault(client, failure);
        }
        return Uni.createFrom().voidItem();
    }

    private static void logBegin(Client client, Failure failure, Optional<Outcome> before) {
        boolean atFault = failure.outcome() == Outcome.OPERATOR_FAULT;
        if (atFault && before.filter(Outcome.OPERATOR_FAULT::equals).isEmpty()) {
            logFault(client, failure);
        } else if (before.isEmpty()) {
            Log.warnf(
                    "refreshes paused, the provider fails provider=%s client=%s outcome=%s detail=%s",
                    client.provider(), client.id(), failure.outcome().code(), failure.detail());
        }
    }

    private static void logFault(Client client, Failure failure) {
        Log.errorf(
                "refreshes paused, the provider refuses Latchkey's client provider=%s client=%s detail=%s",
                client.provider(), client.id(), failure.detail());
    }

    private void logEnd(Ended ended) {
        Log.infof(
                "refreshes work again provider=%s client=%s after=%s",
                ended.client().provider(), ended.client().id(), Duration.between(ended.since(), clock.instant()));
    }
}
