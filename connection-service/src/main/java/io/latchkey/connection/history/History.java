package io.latchkey.connection.history;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.connection.lifecycle.Effect;
import io.latchkey.connection.lifecycle.Transition;
import io.latchkey.connection.store.NewestFirst;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.edge.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The history of connections: user actions, and facts that changed something or were not applied. A check with the same
 * result as the previous one, or another fact that is not applied, is counted in the newest entry if that entry is
 * equal. A refresh that changes nothing is not recorded.
 */
@ApplicationScoped
public class History implements PanacheRepositoryBase<HistoryEntry, UUID> {
    /** The actor of an action that Latchkey performs without a request. */
    public static final String LATCHKEY = "latchkey";

    /** The entry type for the start of an authorization, which is recorded in the history only. */
    public static final String AUTHORIZATION_BEGUN = "io.latchkey.authorization.begun.v1";

    static final NewestFirst<HistoryEntry> ROWS = NewestFirst.of(HistoryEntry.class, "history", "at");

    static final String FORGET = "delete from history where id in (select id from history where last_at < :time"
            + " order by last_at limit :limit for update skip locked)";

    private static final PageRequest NEWEST = new PageRequest(1, null);

    private final Ids ids;

    History(Ids ids) {
        this.ids = ids;
    }

    /** Records that {@code actor} caused {@code type}. */
    public Uni<Void> record(StoredConnection stored, String type, Principal actor, Instant now) {
        return record(stored, type, actor.subject(), now);
    }

    /** Records that {@code actor}, a subject or {@link #LATCHKEY}, caused {@code type}. */
    public Uni<Void> record(StoredConnection stored, String type, String actor, Instant now) {
        var entry = HistoryEntry.ofAction(ids.next(), stored.id(), now, type, stored.state(), actor);
        return persist(entry).replaceWithVoid();
    }

    /** Records {@code fact}, which resulted in {@code transition}. */
    public Uni<Void> record(CredentialFact fact, Transition transition, Instant now) {
        return transition.newsworthy()
                ? record(RecordedFact.of(fact, transition.note()), transition, now)
                : Uni.createFrom().voidItem();
    }

    /** Records {@code fact}, which resulted in {@code transition}. */
    public Uni<Void> record(CheckFact fact, Transition transition, Instant now) {
        return record(RecordedFact.of(fact), transition, now);
    }

    private Uni<Void> record(RecordedFact fact, Transition transition, Instant now) {
        var entry = HistoryEntry.ofFact(
                ids.next(), now, fact, transition.effect(), transition.status().state());
        boolean news = transition.newsworthy() && transition.effect() == Effect.APPLIED;
        return news ? persist(entry).replaceWithVoid() : count(entry);
    }

    private Uni<Void> count(HistoryEntry entry) {
        return page(entry.connectionId(), NEWEST).chain(newest -> {
            if (newest.isEmpty() || !newest.get(0).isRepeatedBy(entry)) {
                return persist(entry).replaceWithVoid();
            }
            newest.get(0).count(entry);
            return Uni.createFrom().voidItem();
        });
    }

    /** Returns up to one entry more than the page size, newest first. */
    Uni<List<HistoryEntry>> page(UUID connectionId, PageRequest page) {
        return ROWS.page(connectionId, page);
    }

    /**
     * Deletes up to {@code limit} entries that were last recorded before {@code time}. Returns the number of deleted
     * entries.
     */
    Uni<Integer> forget(Instant time, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery(FORGET)
                .setParameter("time", time)
                .setParameter("limit", limit)
                .executeUpdate());
    }
}
