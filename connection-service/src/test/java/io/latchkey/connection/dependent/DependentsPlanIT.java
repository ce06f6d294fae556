package io.latchkey.connection.dependent;

import io.latchkey.connection.stage.ManyConnections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A page of dependents costs the same wherever it is. */
class DependentsPlanIT {
    private static final UUID USED = UUID.fromString("00000000-0000-7000-8000-000000000001");
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
    void aPageReadsNoMoreDependentsThanItShows() throws SQLException {
        many.plan(Dependents.ROWS.firstPage() + " limit 51", "connection", USED).reads(51, "dependent_by_connection");
        many.plan(
                        Dependents.ROWS.nextPage() + " limit 51",
                        "connection",
                        USED,
                        "at",
                        Instant.parse("2026-01-01T00:10:00Z"),
                        "id",
                        UUID.randomUUID())
                .reads(51, "dependent_by_connection");
    }
}
