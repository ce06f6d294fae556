package io.latchkey.connection.store;

import io.latchkey.connection.stage.ManyConnections;
import io.latchkey.connection.stage.Plan;
import io.latchkey.edge.page.Cursor;
import io.latchkey.edge.page.PageRequest;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A page of connections costs the same whatever is asked for and wherever the page is. */
class ListingPlanIT {
    private static final int LIMIT = 50;
    private static final Cursor DEEP = new Cursor(Instant.parse("2026-01-01T06:00:00Z"), UUID.randomUUID());
    private static ManyConnections many;

    @BeforeAll
    static void open() throws SQLException, IOException {
        many = ManyConnections.open();
    }

    @AfterAll
    static void close() throws SQLException {
        many.close();
    }

    @ParameterizedTest
    @CsvSource({
        ",,, connection_status_by_state",
        ", ACTIVE,, connection_status_by_state",
        ", EXPIRING,, connection_status_by_state",
        ", PENDING,, connection_status_by_state",
        ", DELETED,, connection_status_by_state",
        "northwind,,, connection_status_by_provider",
        "northwind, EXPIRING,, connection_status_by_provider",
        "northwind, DELETED,, connection_status_by_provider",
        "nowhere,,, connection_status_by_provider",
        ",, robot, connection_status_by_owner",
        ", EXPIRING, robot, connection_status_by_owner",
        ",, nobody, connection_status_by_owner",
        "northwind,, robot, connection_status_by_owner_and_provider",
        "northwind, EXPIRING, robot, connection_status_by_owner_and_provider",
        "northwind, DELETED, user2, connection_status_by_owner_and_provider",
    })
    void aPageReadsNoMoreRowsThanItShowsOfEachState(String provider, String state, String owner, String index)
            throws SQLException {
        var filter = ConnectionFilter.of(provider, state, owner);
        int most = (state == null ? 4 : 1) * (LIMIT + 1);

        plan(filter, null).reads(most, index);
        plan(filter, DEEP).reads(most, index);
    }

    private static Plan plan(ConnectionFilter filter, Cursor after) throws SQLException {
        var page = filter.page("crowd", new PageRequest(LIMIT, after));
        var parameters = new ArrayList<Object>();
        page.parameters().forEach((name, value) -> {
            parameters.add(name);
            parameters.add(value);
        });
        return many.plan(page.sql(), parameters.toArray());
    }

    @Test
    void connectionsThatNobodyCompletedAreFoundWithoutLookingAtTheOthers() throws SQLException {
        many.plan(Connections.PENDING_SINCE, "time", Instant.now(), "limit", 500)
                .reads(2 * 500, "connection_status_pending");
    }
}
