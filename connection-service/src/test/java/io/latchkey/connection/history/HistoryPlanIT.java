package io.latchkey.connection.history;

import io.latchkey.connection.stage.ManyConnections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page of a history costs the same wherever it is, and what is too old is found by its age. */
class HistoryPlanIT {
    private static final UUID LONGEST = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static ManyConnections many;

    @BeforeAll
    static void open() throws SQLException, IOException {
        many = ManyConnections.open();
    }

    @AfterAll
    static void close() throws SQLException {
        many.close();
    }

    @Test
    void aPageReadsNoMoreEntriesThanItShows() throws SQLException {
        many.plan(History.ROWS.firstPage() + " limit 51", "connection", LONGEST).reads(51, "history_by_connection");
        many.plan(
                        History.ROWS.nextPage() + " limit 51",
                        "connection",
                        LONGEST,
                        "at",
                        Instant.parse("2026-02-02T00:00:00Z"),
                        "id",
                        UUID.randomUUID())
                .reads(51, "history_by_connection");
    }

    @Test
    void oldEntriesAreDeletedWithoutLookingAtTheOthers() throws SQLException {
        var hundred = Instant.parse("2026-01-01T00:01:40Z");

        many.plan(History.FORGET, "time", hundred, "limit", 1000).reads(3 * 100, "history_by_age");
        many.plan(History.FORGET, "time", Instant.parse("2027-01-01T00:00:00Z"), "limit", 100)
                .reads(3 * 100, "history_by_age");
    }
}
