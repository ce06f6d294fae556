package io.latchkey.connection.creation;

import io.latchkey.connection.stage.ManyConnections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A creation costs the same however many connections its owner has. */
class CreationPlanIT {
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
    void aDefaultNameIsChosenWithoutReadingTheNamesThereAre() throws SQLException {
        many.plan(DefaultNames.NEXT_NUMBER, "tenant", "crowd", "owner", "robot", "provider", "northwind")
                .reads(1);
        many.plan(
                        DefaultNames.IS_TAKEN,
                        "tenant",
                        "crowd",
                        "owner",
                        "robot",
                        "provider",
                        "northwind",
                        "name",
                        "My Northwind connection 1")
                .reads(1, "connection_by_name");
    }

    @Test
    void keysAreForgottenByTheirAge() throws SQLException {
        var hundred = Instant.parse("2026-01-01T00:01:40Z");

        many.plan(Replays.FORGET, "oldest", hundred).reads(2 * 100, "idempotency_by_age");
    }
}
