package io.latchkey.broker.refresh;

import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.RefreshRecords;
import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.Failure;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.contracts.connection.Outcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Clients with which no refresh works at their provider, be it the installation's fault or the provider's; kept in the
 * database, so that all replicas heed it.
 *
 * <ol>
 *   <li>A client at fault, for example with an expired secret, is paused at once; one whose provider fails, as soon as
 *       three connections have failed in a row. During a pause nothing is sent; when it ends, one attempt decides: that of a
 *       connection which has not itself put the blame on the client, if there is one within a quarter of a minute.
 *   <li>The pause grows as different connections fail, not as one does again.
 *   <li>What fails while another connection of the client has been refreshed is that connection's own trouble.
 *   <li>A line in the log when a trouble begins and one when it ends; attempts are counted in metrics.
 * </ol>
 */
@ApplicationScoped
public class ClientTroubles {
    private static final int FAILURES_OF_PROVIDER = 3;
    private static final Duration LONGEST_PAUSE_OF_PROVIDER = Duration.ofMinutes(1);
    private static final Duration ATTEMPT = Duration.ofSeconds(15);
    private static final Duration PRECEDENCE_OF_OTHERS = Duration.ofSeconds(15);

    private static final String PAUSE = """
            select outcome, detail, paused_until from client_trouble
            where provider = $1 and client_id = $2 and paused_until is not null""";
    private static final String CLAIM = """
            update client_trouble set paused_until = $4
            where provider = $1 and client_id = $2 and paused_until = $3""";
    private static final String FAILED = """
            with before as (select outcome from client_trouble where provider = $1 and client_id = $2)
            insert into client_trouble as t (provider, client_id, since, connection_id, failures, outcome, detail)
            values ($1, $2, $3, $4, 1, $5, $6)
            on conflict (provider, client_id) do update set
                failures = case when t.connection_id = excluded.connection_id then t.failures else t.failures + 1 end,
                connection_id = excluded.connection_id,
                outcome = excluded.outcome,
                detail = excluded.detail
            returning failures, (select outcome from before) as before""";
    private static final String UNTIL = """
            update client_trouble set paused_until = $3 where provider = $1 and client_id = $2""";
    private static final String ENDED = """
            delete from client_trouble where provider = $1 and client_id = $2 and (outcome <> $3 or $4)
            returning client_id, since""";
    private static final String REPLACED = "delete from client_trouble where provider = $1 returning client_id, since";

    private final Pool pool;
    private final RefreshRecords records;
    private final RefreshPauses backoff;
    private final Clock clock;
    private final MeterRegistry metrics;

    /** Faults that this replica found by itself, without a call: what it knows may differ from what others know. */
    private final Set<Client> faultsOfOurs = ConcurrentHashMap.newKeySet();

    private record Client(String provider, String id) {
        static Client of(CredentialDocument document) {
            return new Client(document.provider(), document.clientId());
        }
    }

    ClientTroubles(Pool pool, RefreshRecords records, RefreshPauses backoff, Clock clock, MeterRegistry metrics) {
        this.pool = pool;
        this.records = records;
        this.backoff = backoff;
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Fails with the {@link ProviderException} of the last attempt while the client is paused. */
    Uni<Void> requireNone(CredentialState state, CredentialDocument document) {
        var client = Client.of(document);
        return pool.preparedQuery(PAUSE)
                .execute(Tuple.of(client.provider, client.id))
                .chain(rows -> rows.size() == 0
                        ? Uni.createFrom().voidItem()
                        : afterPause(client, state, rows.iterator().next()));
    }

    private Uni<Void> afterPause(Client client, CredentialState state, Row trouble) {
        var now = clock.instant();
        var until = trouble.getOffsetDateTime("paused_until");
        boolean atFault = state.trouble().outcome() == Outcome.OPERATOR_FAULT;
        var mayDecideAt = until.toInstant().plus(atFault ? PRECEDENCE_OF_OTHERS : Duration.ZERO);
        if (mayDecideAt.isAfter(now)) {
            return paused(trouble, Duration.between(now, mayDecideAt));
        }
        return pool.preparedQuery(CLAIM)
                .execute(Tuple.of(client.provider, client.id, until, utc(now.plus(ATTEMPT))))
                .chain(claimed -> claimed.rowCount() == 1 ? Uni.createFrom().voidItem() : paused(trouble, ATTEMPT));
    }

    private static Uni<Void> paused(Row trouble, Duration left) {
        var outcome = Outcome.named(trouble.getString("outcome"));
        var failure = new Failure(outcome, null, trouble.getString("detail"), null, left);
        return Uni.createFrom().failure(new ProviderException(failure));
    }

    /** Takes note of a refresh of a credential that failed. */
    Uni<Void> failed(CredentialState state, CredentialDocument document, Failure failure) {
        var client = Client.of(document);
        metrics.counter(
                        "latchkey.refresh.failures",
                        "provider",
                        client.provider,
                        "outcome",
                        failure.outcome().code())
                .increment();
        return switch (failure.outcome()) {
            case OPERATOR_FAULT ->
                failure.httpStatus() == null ? alarm(client, failure) : noted(client, state, failure);
            case TRANSIENT, THROTTLED -> noted(client, state, failure);
            case PERMANENT -> ended(client, true);
            default -> ended(client, false);
        };
    }

    /** Takes note of a refresh that succeeded. */
    Uni<Void> succeeded(CredentialDocument document) {
        return ended(Client.of(document), true)
                .onFailure()
                .invoke(failure -> Log.warnf("end of a client's trouble not recorded cause=%s", failure.getMessage()))
                .onFailure()
                .recoverWithNull();
    }

    /** The provider's client has been replaced: whatever kept the former one from refreshing is over. */
    public Uni<Void> clientReplaced(String provider) {
        faultsOfOurs.removeIf(client -> client.provider.equals(provider));
        return pool.preparedQuery(REPLACED)
                .execute(Tuple.of(provider))
                .invoke(rows -> rows.forEach(row -> logEnd(provider, row)))
                .chain(() -> Panache.withTransaction(() -> records.endPausesForClient(provider)));
    }

    private Uni<Void> noted(Client client, CredentialState state, Failure failure) {
        return isOfThisConnection(client, state)
                .chain(own -> own ? Uni.createFrom().voidItem() : record(client, state, failure));
    }

    private Uni<Boolean> isOfThisConnection(Client client, CredentialState state) {
        var since = state.trouble().failingSince();
        return since == null
                ? Uni.createFrom().item(false)
                : Panache.withSession(
                        () -> records.anotherRefreshedSince(client.provider, client.id, state.connectionId(), since));
    }

    private Uni<Void> record(Client client, CredentialState state, Failure failure) {
        var now = clock.instant();
        return pool.preparedQuery(FAILED)
                .execute(Tuple.of(
                        client.provider,
                        client.id,
                        utc(now),
                        state.connectionId(),
                        failure.outcome().name(),
                        failure.detail()))
                .map(rows -> rows.iterator().next())
                .invoke(noted -> logBegin(client, failure, noted.getString("before")))
                .chain(noted -> pause(client, failure, noted.getInteger("failures"), now));
    }

    private Uni<Void> pause(Client client, Failure failure, int failures, Instant now) {
        boolean ofOurs = failure.outcome() == Outcome.OPERATOR_FAULT;
        if (!ofOurs && failures < FAILURES_OF_PROVIDER) {
            return Uni.createFrom().voidItem();
        }
        var pause = backoff.ofClientAfter(failure, failures);
        var most = failure.retryAfter() == null && !ofOurs ? LONGEST_PAUSE_OF_PROVIDER : pause;
        return pool.preparedQuery(UNTIL)
                .execute(Tuple.of(client.provider, client.id, utc(now.plus(pause.compareTo(most) < 0 ? pause : most))))
                .replaceWithVoid();
    }

    private Uni<Void> ended(Client client, boolean whatever) {
        if (whatever && faultsOfOurs.remove(client)) {
            Log.infof("refreshes work again provider=%s client=%s", client.provider, client.id);
        }
        return pool.preparedQuery(ENDED)
                .execute(Tuple.of(client.provider, client.id, Outcome.OPERATOR_FAULT.name(), whatever))
                .invoke(rows -> rows.forEach(row -> logEnd(client.provider, row)))
                .replaceWithVoid();
    }

    private Uni<Void> alarm(Client client, Failure failure) {
        if (!OriginGuard.isMove(failure) && faultsOfOurs.add(client)) {
            logFault(client, failure);
        }
        return Uni.createFrom().voidItem();
    }

    private static void logBegin(Client client, Failure failure, @Nullable String before) {
        var fault = Outcome.OPERATOR_FAULT.name();
        if (failure.outcome() == Outcome.OPERATOR_FAULT && !fault.equals(before)) {
            logFault(client, failure);
        } else if (before == null) {
            Log.warnf(
                    "provider fails to refresh provider=%s client=%s outcome=%s detail=%s",
                    client.provider, client.id, failure.outcome().code(), failure.detail());
        }
    }

    private static void logFault(Client client, Failure failure) {
        Log.errorf(
                "the installation's client is at fault, its refreshes are paused provider=%s client=%s detail=%s",
                client.provider, client.id, failure.detail());
    }

    private void logEnd(String provider, Row trouble) {
        Log.infof(
                "refreshes work again provider=%s client=%s after=%s",
                provider,
                trouble.getString("client_id"),
                Duration.between(trouble.getOffsetDateTime("since").toInstant(), clock.instant()));
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
