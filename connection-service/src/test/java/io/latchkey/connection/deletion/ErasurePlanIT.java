package io.latchkey.connection.deletion;

import io.latchkey.connection.stage.ManyConnections;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The erasure of personal data costs what is due, not what is there. */
class ErasurePlanIT {
    private static final UUID FIRST = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID SECOND = UUID.fromString("00000000-0000-7000-8000-000000000002");
    private static final List<UUID> IDS = List.of(FIRST, SECOND);
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
    void whatIsDueIsFoundAmongTheDeletedThatAreNotErasedYet() throws SQLException {
        many.plan(ErasePersonalData.DUE, "latest", Instant.parse("2026-12-01T00:00:00Z"), "limit", 100)
                .reads(2 * 100, "connection_status_to_erase");
        many.plan(ErasePersonalData.DUE, "latest", Instant.parse("2025-12-01T00:00:00Z"), "limit", 100)
                .reads(0, "connection_status_to_erase");
    }

    @Test
    void whatIsErasedIsFoundByTheConnection() throws SQLException {
        many.plan(ErasePersonalData.LOCK_COUNTERS, "ids", IDS).reads(12, "connection_pkey", "default_name_pkey");
        many.plan(ErasePersonalData.COUNTERS, "ids", IDS).reads(12, "connection_by_name", "default_name_pkey");
        many.plan(ErasePersonalData.KEYS, "ids", IDS).reads(4, "idempotency_by_connection");
        many.plan(ErasePersonalData.ACTORS, "ids", List.of(SECOND)).reads(4, "history_by_connection");
        many.plan(ErasePersonalData.OWNERS, "ids", IDS).reads(4, "connection_pkey");
        many.plan(ErasePersonalData.ACCOUNTS, "ids", IDS, "now", Instant.now()).reads(4, "connection_status_pkey");
    }
}
