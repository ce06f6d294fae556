package io.latchkey.connection.history;

import io.latchkey.connection.StoredConnection;
import io.latchkey.connection.lifecycle.Move;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.edge.page.PageRequest;
import io.latchkey.edge.time.Ids;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * The histories of connections: what people did, and every fact that changed something or came too late to. Routine
 * that repeats (a check that finds what the last one found, a refresh that changes nothing) is left out.
 */
@ApplicationScoped
public class History implements PanacheRepositoryBase<HistoryEntry, UUID> {
    /** Who acts where no person does. */
    public static final String LATCHKEY = "latchkey";

    private final Ids ids;

    History(Ids ids) {
        this.ids = ids;
    }

    /** {@code actor} did {@code type}. */
    public Uni<Void> record(StoredConnection stored, String type, Principal actor, Instant now) {
        return record(stored, type, actor.subject(), now);
    }

    /** Somebody, or {@link #LATCHKEY} by itself, did {@code type}. */
    public Uni<Void> record(StoredConnection stored, String type, String actor, Instant now) {
        var entry = HistoryEntry.ofAction(ids.next(), stored.connection().id(), now, type, stored.state(), actor);
        return persist(entry).replaceWithVoid();
    }

    /** {@code fact} was told and came to {@code move}. */
    public Uni<Void> record(CredentialFact fact, Move move, Instant now) {
        return record(ToldFact.of(fact), move, now);
    }

    /** {@code fact} was told and came to {@code move}. */
    public Uni<Void> record(CheckFact fact, Move move, Instant now) {
        return record(ToldFact.of(fact), move, now);
    }

    private Uni<Void> record(ToldFact fact, Move move, Instant now) {
        return move.newsworthy()
                ? persist(HistoryEntry.ofFact(
                                ids.next(),
                                now,
                                fact,
                                move.effect(),
                                move.standing().state()))
                        .replaceWithVoid()
                : Uni.createFrom().voidItem();
    }

    /** One more than the page wants, newest first. */
    Uni<List<HistoryEntry>> page(UUID connectionId, PageRequest page) {
        var after = page.after();
        var parameters = Parameters.with("connectionId", connectionId);
        var condition = "connectionId = :connectionId";
        if (after != null) {
            condition += " and (at < :at or at = :at and id < :id)";
            parameters.and("at", after.at()).and("id", after.id());
        }
        return find(condition + " order by at desc, id desc", parameters)
                .range(0, page.limit())
                .list();
    }
}
