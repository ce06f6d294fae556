package io.latchkey.verifier.schedule;

import io.latchkey.contracts.check.Outcome;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.edge.problem.Problem;
import io.latchkey.edge.time.Ids;
import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.timetable.Timetable;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/**
 * The rows. Only the feed makes and removes them: a caller's view may move a row forward, but cannot bring back one
 * whose connection was deleted meanwhile.
 */
@ApplicationScoped
public class Schedule {
    private static final String INSERT = """
            insert into schedule (connection_id, tenant, feed_partition, sequence, state, generation)
            values (:id, :tenant, :partition, 0, 'PENDING', 0)
            on conflict (connection_id) do update set feed_partition = excluded.feed_partition""";
    private static final String DUE = """
            select * from schedule
            where due_at <= :now and (claimed_until is null or claimed_until <= :now) and feed_partition in (:partitions)
            order by due_at limit :size for update skip locked""";

    private final Timetable timetable;
    private final Clock clock;
    private final Ids ids;

    Schedule(Timetable timetable, Clock clock, Ids ids) {
        this.timetable = timetable;
        this.clock = clock;
        this.ids = ids;
    }

    /** Takes in an event of the feed; part of the transaction that the caller has open. */
    Uni<Void> follow(int partition, long sequence, ConnectionEvent.Data event) {
        var view = event.connection();
        if (view.state() == ConnectionState.DELETED) {
            return remove(view.id());
        }
        return session()
                .chain(session -> session.createNativeQuery(INSERT)
                        .setParameter("id", view.id())
                        .setParameter("tenant", view.tenant())
                        .setParameter("partition", partition)
                        .executeUpdate())
                .chain(() -> locked(view.id()))
                .invoke(entry -> {
                    entry.follow(view, sequence, timetable, clock.instant());
                    if (event.notice() != null && event.notice().expiresAt().equals(entry.expiresAt)) {
                        entry.told(event.notice().lead(), timetable);
                    }
                })
                .replaceWithVoid();
    }

    /** Forgets a connection; part of the transaction that the caller has open. */
    Uni<Void> remove(UUID connectionId) {
        return session()
                .chain(session -> session.createMutationQuery("delete ScheduleEntry where connectionId = :id")
                        .setParameter("id", connectionId)
                        .executeUpdate())
                .replaceWithVoid();
    }

    /**
     * Takes in what a caller has just read, and says what is known then.
     *
     * @return the row's grant; where the feed has not brought the connection yet, the view's own
     * @throws Problem 404 if the row belongs to another tenant
     */
    public Uni<Grant> sight(ConnectionView view, long sequence) {
        return Panache.withTransaction(() -> locked(view.id()).map(entry -> {
            if (entry == null) {
                return Grant.of(view);
            }
            if (!entry.tenant.equals(view.tenant())) {
                throw Problem.notFound("connection");
            }
            entry.follow(view, sequence, timetable, clock.instant());
            return entry.grant();
        }));
    }

    /** Claims what is due in these partitions, most overdue first; rows under somebody's lease are passed over. */
    public Uni<List<Claim>> claim(Collection<Integer> partitions, int size, Duration lease) {
        var now = clock.instant();
        return Panache.withTransaction(() -> session()
                .chain(session -> session.createNativeQuery(DUE, ScheduleEntry.class)
                        .setParameter("now", now)
                        .setParameter("partitions", partitions)
                        .setParameter("size", size)
                        .getResultList())
                .map(due -> due.stream()
                        .map(entry -> entry.claim(ids.next(), now.plus(lease)))
                        .toList()));
    }

    /** Commits what was done for a claim, unless the claim was lost or the connection is gone. */
    public Uni<Void> settle(Settlement settlement) {
        var claim = settlement.claim();
        return change(claim.grant().connectionId(), entry -> {
            if (claim.owner().equals(entry.claimedBy)) {
                settlement.applyTo(entry, timetable, clock.instant());
            }
        });
    }

    /** Takes in a check that somebody asked for; one of another generation than the row's changes nothing. */
    public Uni<Void> checked(UUID connectionId, int generation, Outcome outcome) {
        return change(connectionId, entry -> {
            if (entry.generation == generation) {
                entry.checked(outcome, clock.instant(), timetable);
            }
        });
    }

    /** @throws Problem 404 if there is no such connection in this tenant */
    Uni<ScheduleView> view(UUID connectionId, String tenant) {
        return Panache.withSession(() -> session().chain(session -> session.find(ScheduleEntry.class, connectionId)))
                .map(entry -> {
                    if (entry == null || !entry.tenant.equals(tenant)) {
                        throw Problem.notFound("connection");
                    }
                    return ScheduleView.of(entry, timetable);
                });
    }

    private static Uni<Void> change(UUID connectionId, Consumer<ScheduleEntry> change) {
        return Panache.withTransaction(() -> locked(connectionId).invoke(entry -> {
                    if (entry != null) {
                        change.accept(entry);
                    }
                }))
                .replaceWithVoid();
    }

    private static Uni<@Nullable ScheduleEntry> locked(UUID connectionId) {
        return session()
                .chain(session -> session.find(ScheduleEntry.class, connectionId, LockModeType.PESSIMISTIC_WRITE));
    }

    private static Uni<Mutiny.Session> session() {
        return Panache.getSession();
    }
}
