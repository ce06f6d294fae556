package io.latchkey.connection.dependent;

import io.latchkey.connection.store.NewestFirst;
import io.latchkey.edge.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** The dependents of all connections. Each method works in the current session. */
@ApplicationScoped
public class Dependents implements PanacheRepositoryBase<Dependent, UUID> {
    static final NewestFirst<Dependent> ROWS = NewestFirst.of(Dependent.class, "dependent", "created_at");

    private static final String NEEDED =
            "select distinct unnest(permissions) from dependent where connection_id = :connection order by 1";

    /** Up to {@code most} dependents of a connection, newest first. */
    public Uni<List<DependentView>> newest(UUID connection, int most) {
        return page(connection, new PageRequest(most - 1, null))
                .map(found -> found.stream().map(Dependent::view).toList());
    }

    /** Deletes the dependents of a connection. */
    public Uni<Void> forgetAllOf(UUID connection) {
        return delete("connectionId", connection).replaceWithVoid();
    }

    /** Null if there is none. */
    Uni<Dependent> find(DependentKey key) {
        return find("connectionId = ?1 and kind = ?2 and ref = ?3", key.connectionId(), key.kind(), key.ref())
                .firstResult();
    }

    /** Whether there was one. */
    Uni<Boolean> remove(DependentKey key) {
        return delete("connectionId = ?1 and kind = ?2 and ref = ?3", key.connectionId(), key.kind(), key.ref())
                .map(removed -> removed > 0);
    }

    /** Returns up to one dependent more than the page size, newest first. */
    Uni<List<Dependent>> page(UUID connection, PageRequest page) {
        return ROWS.page(connection, page);
    }

    /** The permissions that the dependents of a connection need together, sorted. */
    Uni<List<String>> neededBy(UUID connection) {
        return Panache.getSession().chain(session -> session.createNativeQuery(NEEDED, String.class)
                .setParameter("connection", connection)
                .getResultList());
    }
}
