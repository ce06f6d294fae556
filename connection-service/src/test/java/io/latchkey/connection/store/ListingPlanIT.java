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
        ",,, standing_by_state",
        ", ACTIVE,, standing_by_state",
        ", EXPIRING,, standing_by_state",
        ", PENDING,, standing_by_state",
        ", DELETED,, standing_by_state",
        "northwind,,, standing_by_provider",
        "northwind, EXPIRING,, standing_by_provider",
        "northwind, DELETED,, standing_by_provider",
        "nowhere,,, standing_by_provider",
        ",, robot, standing_by_owner",
        ", EXPIRING, robot, standing_by_owner",
        ",, nobody, standing_by_owner",
        "northwind,, robot, standing_by_owner_and_provider",
        "northwind, EXPIRING, robot, standing_by_owner_and_provider",
        "northwind, DELETED, user2, standing_by_owner_and_provider",
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
                .reads(2 * 500, "standing_pending");
    }
}
