package io.latchkey.broker.refresh;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Outcome;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;

/** The statements on the table of clients whose refreshes fail. Each statement takes effect immediately. */
@ApplicationScoped
class ClientTroubleTable {
    private static final String PAUSE = """
            select outcome, detail, paused_until from client_trouble
            where provider = $1 and client_registrant = $2 and client_id = $3 and paused_until is not null""";
    private static final String CLAIM = """
            update client_trouble set paused_until = $5
            where provider = $1 and client_registrant = $2 and client_id = $3 and paused_until = $4""";
    private static final String FAILED = """
            with before as (select outcome from client_trouble
                where provider = $1 and client_registrant = $2 and client_id = $3)
            insert into client_trouble as t
                (provider, client_registrant, client_id, since, connection_id, failures, outcome, detail)
            values ($1, $2, $3, $4, $5, 1, $6, $7)
            on conflict (provider, client_registrant, client_id) do update set
                failures = case when t.connection_id = excluded.connection_id then t.failures else t.failures + 1 end,
                connection_id = excluded.connection_id,
                outcome = excluded.outcome,
                detail = excluded.detail
            returning failures, (select outcome from before) as before""";
    private static final String UNTIL = """
            update client_trouble set paused_until = $4
            where provider = $1 and client_registrant = $2 and client_id = $3""";
    private static final String ENDED = """
            delete from client_trouble
            where provider = $1 and client_registrant = $2 and client_id = $3 and (outcome <> $4 or $5)
            returning client_registrant, client_id, since""";
    private static final String REPLACED = """
            delete from client_trouble where provider = $1 and client_registrant = $2
            returning client_registrant, client_id, since""";
    private static final String CONFIRMED = """
            delete from client_trouble where provider = $1 returning client_registrant, client_id, since""";

    private final Pool pool;

    ClientTroubleTable(Pool pool) {
        this.pool = pool;
    }

    record Client(String provider, ClientRef ref) {
        static Client of(CredentialDocument document) {
            return new Client(document.provider(), document.requireClient());
        }

        String id() {
            return ref.id();
        }
    }

    /** The last failure of a client, and the end of its pause. */
    record Pause(Outcome outcome, String detail, Instant until) {}

    /**
     * A recorded failure.
     *
     * @param failures number of consecutive failures of different connections
     * @param before the outcome of the previous failure; empty if this is the first
     */
    record Recorded(int failures, Optional<Outcome> before) {}

    /** A series of failures that has ended. */
    record Ended(Client client, Instant since) {}

    Uni<Optional<Pause>> pauseOf(Client client) {
        return pool.preparedQuery(PAUSE).execute(key(client)).map(rows -> first(rows)
                .map(row -> new Pause(
                        Outcome.named(row.getString("outcome")),
                        row.getString("detail"),
                        instant(row, "paused_until"))));
    }

    /** Moves the end of a pause from {@code until} to {@code next}; false if another replica did so first. */
    Uni<Boolean> claim(Client client, Instant until, Instant next) {
        return pool.preparedQuery(CLAIM)
                .execute(key(client).addValue(utc(until)).addValue(utc(next)))
                .map(rows -> rows.rowCount() == 1);
    }

    Uni<Recorded> failed(Client client, UUID connectionId, Failure failure, Instant now) {
        return pool.preparedQuery(FAILED)
                .execute(key(client)
                        .addValue(utc(now))
                        .addValue(connectionId)
                        .addValue(failure.outcome().name())
                        .addValue(failure.detail()))
                .map(rows -> rows.iterator().next())
                .map(row -> new Recorded(
                        row.getInteger("failures"),
                        Optional.ofNullable(row.getString("before")).map(Outcome::named)));
    }

    Uni<Void> pause(Client client, Instant until) {
        return pool.preparedQuery(UNTIL)
                .execute(key(client).addValue(utc(until)))
                .replaceWithVoid();
    }

    /** @param evenAtFault whether to end it also if the client itself caused the failures */
    Uni<List<Ended>> end(Client client, boolean evenAtFault) {
        return pool.preparedQuery(ENDED)
                .execute(key(client).addValue(Outcome.OPERATOR_FAULT.name()).addValue(evenAtFault))
                .map(rows -> ended(client.provider, rows));
    }

    Uni<List<Ended>> endAllOf(String provider, Registrant registrant) {
        return pool.preparedQuery(REPLACED)
                .execute(Tuple.of(provider, registrant.key()))
                .map(rows -> ended(provider, rows));
    }

    Uni<List<Ended>> endAllAt(String provider) {
        return pool.preparedQuery(CONFIRMED).execute(Tuple.of(provider)).map(rows -> ended(provider, rows));
    }

    private static Tuple key(Client client) {
        return Tuple.of(client.provider, client.ref.registrant().key(), client.id());
    }

    private static List<Ended> ended(String provider, RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false)
                .map(row -> new Ended(
                        new Client(
                                provider,
                                new ClientRef(
                                        new Registrant(row.getString("client_registrant")),
                                        row.getString("client_id"))),
                        instant(row, "since")))
                .toList();
    }

    private static Optional<Row> first(RowSet<Row> rows) {
        return StreamSupport.stream(rows.spliterator(), false).findFirst();
    }

    private static Instant instant(Row row, String column) {
        return row.getOffsetDateTime(column).toInstant();
    }

    private static OffsetDateTime utc(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
