package io.latchkey.verifier.schedule;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.server.Database;
import io.latchkey.testkit.servers.RealServer;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.latchkey.verifier.live.Rows;
import io.latchkey.verifier.live.ScriptedBroker;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(
        value = {RealServer.POSTGRESQL, RealServer.KAFKA, RealServer.KEYCLOAK},
        database = "latchkey_verifier",
        client = "verifier-service")
@WithTestResource(ScriptedBroker.class)
class ClaimsIT {
    /** Followed by nobody, so that only the test claims its rows. */
    private static final int PARTITION = 99;

    @Inject
    Schedule schedule;

    @Inject
    MovingClock clock;

    Database database;

    private Rows rows;

    @BeforeEach
    void clear() {
        rows = new Rows(database);
        rows.update("delete from schedule where feed_partition = ?", PARTITION);
    }

    @AfterEach
    void resetTheClock() {
        clock.reset();
    }

    @Test
    void replicasThatClaimAtOnceShareTheWork() {
        var ids = dueRows(40);

        var one = CompletableFuture.supplyAsync(() -> claim(20));
        var other = CompletableFuture.supplyAsync(() -> claim(20));

        var claimed = new ArrayList<>(one.join());
        claimed.addAll(other.join());
        claimed.addAll(claim(40));
        assertThat(claimed).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(claim(40)).isEmpty();
    }

    @Test
    void theMostOverdueComeFirst() {
        var ids = dueRows(5);

        assertThat(claim(2)).containsExactlyInAnyOrderElementsOf(ids.subList(0, 2));
    }

    @Test
    void aRowThatSomebodyIsChangingIsPassedOver() throws SQLException {
        var ids = dueRows(2);
        try (var connection = rows.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("select 1 from schedule where connection_id = '" + ids.get(0) + "' for update");

            assertThat(claim(10)).containsExactly(ids.get(1));
        }
    }

    @Test
    void whatADeadReplicaClaimedComesBackWhenItsLeaseRunsOut() {
        var ids = dueRows(1);
        assertThat(claim(10)).isEqualTo(ids);

        clock.advance(ofSeconds(55));
        assertThat(claim(10)).isEmpty();
        clock.advance(ofSeconds(6));
        assertThat(claim(10)).isEqualTo(ids);
    }

    @Test
    void aClaimThatWasLostCannotBeSettled() {
        var ids = dueRows(1);
        var lost = claims(10).get(0);
        clock.advance(ofSeconds(61));
        var unused = claim(10);

        run(() -> schedule.settle(Settlement.ended(lost)));

        assertThat(rows.of(ids.get(0))).containsEntry("told_end", false).containsKey("claimed_by");
    }

    @Test
    void aConnectionThatIsGoneMeanwhileIsSettledWithoutATrace() {
        var ids = dueRows(1);
        var claim = claims(10).get(0);
        rows.update("delete from schedule where connection_id = ?", ids.get(0));

        run(() -> schedule.settle(Settlement.ended(claim)));

        assertThat(rows.of(ids.get(0))).isEmpty();
    }

    @Test
    void rowsOfOtherPartitionsAreNotClaimed() {
        var unused = dueRows(3);

        assertThat(run(() -> schedule.claim(Set.of(PARTITION + 1), 10, ofSeconds(60))))
                .isEmpty();
    }

    private List<UUID> dueRows(int count) {
        var ids = IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
        var now = Instant.now();
        for (int i = 0; i < count; i++) {
            rows.addDue(ids.get(i), PARTITION, now.minusSeconds(count - i));
        }
        return ids;
    }

    private List<UUID> claim(int size) {
        return claims(size).stream().map(claim -> claim.grant().connectionId()).toList();
    }

    private List<Claim> claims(int size) {
        return run(() -> schedule.claim(Set.of(PARTITION), size, ofSeconds(60)));
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
