package io.latchkey.verifier.schedule;

import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.local.server.Database;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.latchkey.verifier.live.Rows;
import io.latchkey.verifier.live.ScriptedBroker;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_verifier", openBao = false, client = "verifier-service")
@WithTestResource(ScriptedBroker.class)
class ClaimsIT {
    /** Followed by nobody, so that only the test claims its rows. */
    private static final int PARTITION = 99;

    @Inject
    Schedule schedule;

    @Inject
    Incidents incidents;

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

        claimsAge(ofSeconds(17));
        assertThat(claim(10)).isEmpty();
        claimsAge(ofSeconds(6));
        assertThat(claim(10)).isEqualTo(ids);
    }

    @Test
    void aReplicaWhoseClockIsAheadTakesNoWorkFromAnother() {
        var ids = dueRows(1);
        assertThat(claim(10)).isEqualTo(ids);

        clock.advance(ofMinutes(10));

        assertThat(claim(10)).isEmpty();
    }

    @Test
    void aReplicaWhoseClockIsAheadHoldsItsClaimNoLonger() {
        var ids = dueRows(1);
        clock.advance(ofMinutes(10));
        assertThat(claim(10)).isEqualTo(ids);

        claimsAge(ofSeconds(61));

        assertThat(claim(10)).isEqualTo(ids);
    }

    @Test
    void aClaimThatWasLostCannotBeSettled() {
        var ids = dueRows(1);
        var lost = claims(10).get(0);
        claimsAge(ofSeconds(61));
        var unused = claim(10);

        run(() -> schedule.settle(Settlement.ended(lost)));

        assertThat(rows.of(ids.get(0))).containsEntry("sent_end", false).containsKey("claimed_by");
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

        assertThat(run(() -> schedule.claimChecks(Set.of(PARTITION + 1), new Places(10, 10, Map.of()))))
                .isEmpty();
    }

    @Test
    void ofEachProviderNoMoreIsClaimedThanItHasPlacesAndItsBacklogIsInNobodysWay() {
        var now = Instant.now();
        for (int i = 0; i < 50; i++) {
            rows.addDue(UUID.randomUUID(), "dead", PARTITION, now.minusSeconds(1000 + i));
            rows.addDue(UUID.randomUUID(), "slow", PARTITION, now.minusSeconds(900));
        }
        var other = UUID.randomUUID();
        rows.addDue(other, "northwind", PARTITION, now.minusSeconds(1));

        var claims = run(() -> schedule.claimChecks(
                Set.of(PARTITION, PARTITION + 1), new Places(20, 5, Map.of("dead", 5, "slow", 2))));

        assertThat(claims)
                .extracting(claim -> claim.grant().provider())
                .containsExactlyInAnyOrder("slow", "slow", "slow", "northwind");
        assertThat(claims).extracting(claim -> claim.grant().connectionId()).contains(other);
    }

    @Test
    void aConnectionIsNotClaimedForACheckBeforeItsNoticeOrEndIsPublished() {
        var ids = dueRows(1);
        rows.update(
                "update schedule set clock_due_at = ? where connection_id = ?",
                Timestamp.from(Instant.now().minusSeconds(1)),
                ids.get(0));

        assertThat(claim(10)).isEmpty();
    }

    @Test
    void noticesAreClaimedBesideChecksAndNoMoreThanAskedFor() {
        var unused = dueRows(2);
        var noticed = Stream.generate(UUID::randomUUID).limit(3).toList();
        noticed.forEach(
                id -> rows.addNoticeDue(id, "dead", PARTITION, Instant.now().plusSeconds(3600)));

        assertThat(run(() -> schedule.claimClock(Set.of(PARTITION), 2))).hasSize(2);
        assertThat(run(() -> schedule.claimClock(Set.of(PARTITION), 10)))
                .singleElement()
                .satisfies(claim -> assertThat(noticed).contains(claim.grant().connectionId()));
    }

    @Test
    void anIncidentIsOpenWhileAProviderRefusesOthersTooAndAcceptsNoMoreThanThat() {
        var ids = dueRows(4, "solo");
        var since = Instant.now();
        assertThat(isIncident(ids.get(0), since)).isFalse();

        refused(ids.get(1), since);
        assertThat(isIncident(ids.get(0), since)).isTrue();
        accepted(ids.get(2), since.minusSeconds(60));
        accepted(ids.get(2), since.plusSeconds(60));
        assertThat(isIncident(ids.get(0), since)).isTrue();
        accepted(ids.get(3), since.plusSeconds(60));

        assertThat(isIncident(ids.get(0), since)).isFalse();
    }

    @Test
    void soManySuspectsAreAnIncidentHoweverManyOthersAreAccepted() {
        var since = Instant.now();
        rows.update("""
                insert into schedule (connection_id, tenant, provider, feed_partition, sequence, state, generation,
                    suspect_since, last_check_at)
                select gen_random_uuid(), 'acme', 'solo', ?, 1, 'ACTIVE', 1,
                    case when i <= 300 then now() end, now() + interval '1 minute'
                from generate_series(1, 2500) i""", PARTITION);

        assertThat(isIncident(UUID.randomUUID(), since)).isTrue();
    }

    @Test
    void aConnectionThatNeedsAPersonDoesNotKeepWitnessesFromBeingCalled() {
        var now = Instant.now();
        var ids = dueRows(4, "solo");
        ids.subList(1, 4).forEach(id -> accepted(id, now));
        rows.update(
                "update schedule set due_at = ? where feed_partition = ? and connection_id <> ?",
                Timestamp.from(now.plusSeconds(40_000)),
                PARTITION,
                ids.get(0));
        refused(ids.get(1), now);
        rows.update("update schedule set state = 'REAUTHORIZATION_REQUIRED' where connection_id = ?", ids.get(1));

        settle(Outcome.SUSPECT);

        assertThat(dueWithin(ofMinutes(6), ids.subList(2, 4))).isEqualTo(2);
    }

    @Test
    void aProvidersFirstSuspicionHasOthersOfItCheckedSoonAndTheNextHasNot() {
        var now = Instant.now();
        var later = Timestamp.from(now.plusSeconds(40_000));
        var ids = dueRows(8, "solo");
        ids.subList(1, 8).forEach(id -> accepted(id, now));
        rows.update(
                "update schedule set due_at = ? where feed_partition = ? and connection_id <> ?",
                later,
                PARTITION,
                ids.get(0));

        settle(Outcome.SUSPECT);
        assertThat(dueWithin(ofMinutes(6), ids.subList(1, 8))).isEqualTo(3);

        rows.update("update schedule set due_at = ? where feed_partition = ?", later, PARTITION);
        rows.update("update schedule set due_at = now() where connection_id = ?", ids.get(1));
        settle(Outcome.SUSPECT);
        assertThat(dueWithin(ofMinutes(4), ids.subList(2, 8))).isZero();
    }

    @Test
    void whatClaimsAndIncidentsCostFollowsWhatIsDue() throws SQLException {
        rows.update("""
                insert into schedule (connection_id, tenant, provider, feed_partition, sequence, state, generation,
                    last_check_at, check_at, due_at, clock_due_at)
                select gen_random_uuid(), 'acme', 'provider-' || i % 20, 90 + i % 6, 1, 'ACTIVE', 1,
                    now() - interval '1 day' * random(), now() + interval '1 day' * random(),
                    now() + interval '1 day' * (random() - 0.001), now() + interval '90 days' * random()
                from generate_series(1, 150000) i""");
        rows.update("""
                insert into schedule (connection_id, tenant, provider, feed_partition, sequence, state, generation,
                    last_check_at, failures, suspect_since, due_at)
                select gen_random_uuid(), 'acme', 'provider-3', 90, 1,
                    case when i % 4 = 0 then 'REAUTHORIZATION_REQUIRED' else 'ACTIVE' end, 1,
                    now() - interval '10 minutes' * random(), case when i % 4 = 3 then 0 else 1 end,
                    case when i % 4 < 2 then now() end, now() - interval '1 minute'
                from generate_series(1, 20000) i""");
        try {
            rows.update("analyze schedule");

            assertThat(plan(ClaimQueries.CLAIM_CHECKS))
                    .doesNotContain("Seq Scan on schedule")
                    .contains("schedule_due");
            assertThat(plan(ClaimQueries.CLAIM_CLOCK))
                    .doesNotContain("Seq Scan on schedule")
                    .contains("schedule_clock_due");
            assertThat(plan(Incidents.SUSPECT_OTHERS))
                    .doesNotContain("Seq Scan")
                    .contains("schedule_suspect");
            assertThat(plan(Incidents.ACCEPTED_OTHERS))
                    .doesNotContain("Seq Scan")
                    .contains("schedule_accepted");
            assertThat(plan(Incidents.CALL_WITNESSES))
                    .doesNotContain("Seq Scan")
                    .contains("schedule_accepted", "schedule_suspect");
            assertThat(rowsRead(ClaimQueries.CLAIM_CHECKS)).isLessThan(3_000);
            assertThat(rowsRead(Incidents.SUSPECT_OTHERS)).isLessThanOrEqualTo(300);
            assertThat(rowsRead(Incidents.ACCEPTED_OTHERS)).isLessThanOrEqualTo(300);
            assertThat(rowsRead(Incidents.CALL_WITNESSES)).isLessThanOrEqualTo(100);
        } finally {
            rows.update("delete from schedule where feed_partition between 90 and 95");
            rows.update("analyze schedule");
        }
    }

    private String plan(String sql) throws SQLException {
        return explain("explain (costs off) ", sql);
    }

    /** The most rows that any step of the plan yielded or dropped. */
    private long rowsRead(String sql) throws SQLException {
        var numbers = Pattern.compile("actual rows=(\\d+)|Rows Removed by Filter: (\\d+)")
                .matcher(explain("explain (analyze, costs off, timing off, summary off) ", sql));
        return numbers.results()
                .mapToLong(found -> Long.parseLong(found.group(1) == null ? found.group(2) : found.group(1)))
                .max()
                .orElseThrow();
    }

    /** Explains it with the values of a busy replica, and changes nothing. */
    private String explain(String how, String sql) throws SQLException {
        var values = Map.of(
                ":partitions", "'{90,91,92,93,94,95}'",
                ":per_provider", "8",
                ":provider", "'provider-3'",
                ":witnesses", "3",
                ":owner", "gen_random_uuid()",
                ":lease", "60",
                ":enough", "300",
                ":since", "now() - interval '1 hour'",
                ":busy", "'{provider-3,provider-5}'",
                ":taken", "'{8,3}'");
        var text = sql;
        for (var value : values.entrySet()) {
            text = text.replaceAll(value.getKey() + "\\b", Matcher.quoteReplacement(value.getValue()));
        }
        text = text.replaceAll(":free\\b", "256")
                .replaceAll(":now\\b", "now()")
                .replaceAll(":soon\\b", "now()")
                .replaceAll(":id\\b", "gen_random_uuid()");
        try (var connection = rows.connect();
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            var plan = new StringBuilder();
            try (var lines = statement.executeQuery(how + text)) {
                while (lines.next()) {
                    plan.append(lines.getString(1)).append('\n');
                }
            }
            connection.rollback();
            return plan.toString();
        }
    }

    private boolean isIncident(UUID id, Instant since) {
        return run(() -> Panache.withSession(() -> incidents.isOpen("solo", id, since)));
    }

    private void refused(UUID id, Instant at) {
        rows.update(
                "update schedule set suspect_since = ?, refusals = 1, failures = 1 where connection_id = ?",
                Timestamp.from(at),
                id);
    }

    private void accepted(UUID id, Instant at) {
        rows.update("update schedule set last_check_at = ? where connection_id = ?", Timestamp.from(at), id);
    }

    /** Claims the only due row and settles it with this outcome. */
    private void settle(Outcome outcome) {
        var claim = claims(10).get(0);
        var grant = claim.grant();
        var check = new CheckCompleted(
                UUID.randomUUID(),
                grant.connectionId(),
                grant.tenant(),
                grant.generation(),
                5,
                Instant.now(),
                outcome,
                null,
                "http_401",
                401,
                12L,
                null,
                null,
                null);
        run(() -> schedule.settle(Settlement.checked(claim, check)));
    }

    /** Lets time pass by the database's clock, as far as claims are concerned. */
    private void claimsAge(Duration time) {
        rows.update(
                "update schedule set claimed_until = claimed_until - ? * interval '1 second' where feed_partition = ?",
                time.toSeconds(),
                PARTITION);
    }

    private long dueWithin(Duration time, List<UUID> ids) {
        var end = Instant.now().plus(time);
        return ids.stream()
                .filter(id -> rows.instant(id, "due_at").isBefore(end))
                .count();
    }

    private List<UUID> dueRows(int count) {
        return dueRows(count, "northwind");
    }

    private List<UUID> dueRows(int count, String provider) {
        var ids = IntStream.range(0, count).mapToObj(i -> UUID.randomUUID()).toList();
        var now = Instant.now();
        for (int i = 0; i < count; i++) {
            rows.addDue(ids.get(i), provider, PARTITION, now.minusSeconds(count - i));
        }
        return ids;
    }

    private List<UUID> claim(int size) {
        return claims(size).stream().map(claim -> claim.grant().connectionId()).toList();
    }

    private List<Claim> claims(int size) {
        return run(() -> schedule.claimChecks(Set.of(PARTITION), new Places(size, size, Map.of())));
    }

    private static <T> T run(Supplier<Uni<T>> work) {
        try {
            return VertxContextSupport.subscribeAndAwait(work);
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
