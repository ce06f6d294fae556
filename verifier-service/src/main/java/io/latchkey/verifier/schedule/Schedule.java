package io.latchkey.verifier.schedule;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.suspicion.Suspicion;
import io.latchkey.verifier.timetable.CheckSettings;
import io.latchkey.verifier.timetable.Timetable;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The operations on the schedule, each in one transaction. Only the feed adds and removes rows: the view of a caller
 * can update a row, but cannot restore the row of a connection that has been deleted in the meantime.
 */
@ApplicationScoped
public class Schedule {
    private static final Duration PUBLISHED_AND_SETTLED_WITHIN = Duration.ofSeconds(15);

    private final ScheduleRows rows;
    private final Timetable timetable;
    private final Clock clock;
    private final Ids ids;
    private final Incidents incidents;
    private final Duration lease;

    Schedule(
            ScheduleRows rows, Timetable timetable, CheckSettings settings, Clock clock, Ids ids, Incidents incidents) {
        this.rows = rows;
        this.timetable = timetable;
        this.clock = clock;
        this.ids = ids;
        this.incidents = incidents;
        this.lease = lease(settings);
    }

    /** Long enough to check, to publish and to settle. */
    private static Duration lease(CheckSettings settings) {
        var least = settings.limit().plus(PUBLISHED_AND_SETTLED_WITHIN);
        return settings.lease().compareTo(least) > 0 ? settings.lease() : least;
    }

    /** Applies an event of the feed, in the transaction that the caller has open. */
    Uni<Void> follow(int partition, long sequence, ConnectionEvent event) {
        var view = event.connection();
        if (view.state() == ConnectionState.DELETED) {
            return remove(view.id());
        }
        return rows.ensure(view, partition)
                .invoke(entry -> {
                    entry.follow(view, sequence, timetable, clock.instant());
                    if (event.notice() != null && event.notice().expiresAt().equals(entry.expiresAt)) {
                        entry.noticeSent(event.notice().lead(), timetable);
                    }
                })
                .replaceWithVoid();
    }

    /** Removes a connection, in the transaction that the caller has open. */
    Uni<Void> remove(UUID connectionId) {
        return rows.remove(connectionId);
    }

    /**
     * Applies the view that a caller has just read, and claims the row for a check unless it is already claimed.
     *
     * @param awaited the claim whose check the caller has been waiting for; null if there is none
     * @param latestClaim after this time the row is not claimed, because the caller cannot wait for another check
     * @throws NotFound if the row belongs to another tenant
     */
    public Uni<Admission> admit(ConnectionView view, long sequence, @Nullable UUID awaited, Instant latestClaim) {
        return Panache.withTransaction(() -> rows.findLocked(view.id()).chain(entry -> {
            if (entry == null) {
                return Uni.createFrom().item(new Admission.Unscheduled(Grant.of(view)));
            }
            if (!entry.tenant.equals(view.tenant())) {
                throw new NotFound("connection");
            }
            entry.follow(view, sequence, timetable, clock.instant());
            return rows.databaseTime().map(now -> admit(entry, awaited, latestClaim, now));
        }));
    }

    /** @param now time of the database's clock, which measures claims */
    private Admission admit(ScheduleEntry entry, @Nullable UUID awaited, Instant latestClaim, Instant now) {
        var result = awaited == null ? Optional.<CheckCompleted>empty() : entry.resultOf(awaited);
        if (result.isPresent()) {
            return new Admission.Answered(result.get());
        }
        var owner = entry.ownerAt(now);
        if (owner.isPresent()) {
            return new Admission.Busy(owner.get());
        }
        if (clock.instant().isAfter(latestClaim)) {
            return new Admission.Late();
        }
        entry.claim(ids.next(), now.plus(lease));
        return new Admission.Claimed(entry.claimed());
    }

    /** Claims checks that are due in these partitions, most overdue first. */
    public Uni<List<Claim>> claimChecks(Collection<Integer> partitions, Places places) {
        var providers = List.copyOf(places.taken().keySet());
        return claim(ClaimQueries.CLAIM_CHECKS, partitions, places.free(), query -> query.setParameter(
                        "per_provider", places.perProvider())
                .setParameter("busy", providers.toArray(String[]::new))
                .setParameter(
                        "taken", providers.stream().map(places.taken()::get).toArray(Integer[]::new)));
    }

    /** Claims rows of these partitions that have a notice or an end to publish, most overdue first. */
    public Uni<List<Claim>> claimClock(Collection<Integer> partitions, int free) {
        return claim(ClaimQueries.CLAIM_CLOCK, partitions, free, query -> query);
    }

    private Uni<List<Claim>> claim(
            String sql,
            Collection<Integer> partitions,
            int free,
            UnaryOperator<Mutiny.SelectionQuery<ScheduleEntry>> parameters) {
        if (partitions.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        var now = clock.instant();
        return Panache.withTransaction(() -> rows.claim(
                        sql,
                        query -> parameters.apply(query.setParameter("owner", ids.next())
                                .setParameter("lease", lease.toMillis() / 1000.0)
                                .setParameter("now", now)
                                .setParameter("partitions", partitions.toArray(Integer[]::new))
                                .setParameter("free", free)))
                .map(claimed -> claimed.stream().map(ScheduleEntry::claimed).toList()));
    }

    /** Commits the result of a claim, unless the claim has been lost or the row no longer exists. */
    public Uni<Void> settle(Settlement settlement) {
        var claim = settlement.claim();
        var now = clock.instant();
        return Panache.withTransaction(
                () -> rows.findLocked(claim.grant().connectionId()).chain(entry -> {
                    if (entry == null || !claim.owner().equals(entry.claimedBy)) {
                        return Uni.createFrom().voidItem();
                    }
                    var before = entry.suspicion();
                    settlement.applyTo(entry, timetable, now);
                    return before.equals(Suspicion.NONE) && !entry.suspicion().equals(Suspicion.NONE)
                            ? incidents.callWitnesses(
                                    entry, now.plus(timetable.suspicions().again()))
                            : Uni.createFrom().voidItem();
                }));
    }

    /** Schedules another check of the connection soon, because the result of its last check was not published. */
    public Uni<Void> checkSoon(UUID connectionId) {
        var latest = timetable.checks().again(connectionId, clock.instant());
        return Panache.withTransaction(() -> rows.findLocked(connectionId).invoke(entry -> {
                    if (entry != null) {
                        entry.checkBy(latest, timetable);
                    }
                }))
                .replaceWithVoid();
    }

    /** The current grant according to the feed; {@code grant} itself if there is no row. */
    public Uni<Grant> current(Grant grant) {
        return Panache.withSession(() -> rows.find(grant.connectionId()))
                .map(entry -> entry == null ? grant : entry.grant());
    }

    /** @throws NotFound if there is no such connection in this tenant */
    Uni<ScheduleView> view(UUID connectionId, String tenant) {
        return Panache.withSession(() -> rows.find(connectionId)).map(entry -> {
            if (entry == null || !entry.tenant.equals(tenant)) {
                throw new NotFound("connection");
            }
            return ScheduleView.of(entry, timetable);
        });
    }

    /** Whether the refusals of the grant's provider since {@code since} belong to an incident. */
    public Uni<Boolean> isIncidentOpen(Grant grant, Instant since) {
        return Panache.withSession(() -> incidents.isOpen(grant.provider(), grant.connectionId(), since));
    }
}
