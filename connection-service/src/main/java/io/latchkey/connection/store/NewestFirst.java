package io.latchkey.connection.store;

import io.latchkey.edge.page.PageRequest;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/**
 * Reads the rows of a table that belong to one connection, page by page. Each page is found by the last row of the
 * previous one, so that its cost does not depend on its position.
 *
 * @param firstPage SQL of the first page
 * @param nextPage SQL of every other page
 */
public record NewestFirst<E>(Class<E> entity, String firstPage, String nextPage) {
    /** @param time the column that orders the rows of {@code table} */
    public static <E> NewestFirst<E> of(Class<E> entity, String table, String time) {
        var rows = "select * from " + table + " where connection_id = :connection";
        var order = " order by " + time + " desc, id desc";
        return new NewestFirst<>(entity, rows + order, rows + " and (" + time + ", id) < (:at, :id)" + order);
    }

    /** Returns up to one row more than the page size, in the current session. */
    public Uni<List<E>> page(UUID connection, PageRequest page) {
        var after = page.after();
        return Panache.getSession().chain(session -> {
            var query = session.createNativeQuery(after == null ? firstPage : nextPage, entity)
                    .setParameter("connection", connection)
                    .setMaxResults(page.limit() + 1);
            return after == null
                    ? query.getResultList()
                    : query.setParameter("at", after.at())
                            .setParameter("id", after.id())
                            .getResultList();
        });
    }
}
