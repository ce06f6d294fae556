package io.latchkey.connection.store;

import io.latchkey.connection.lifecycle.ConnectionStatus;
import io.latchkey.edge.page.PageRequest;
import io.latchkey.work.failure.NotFound;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The connections of all tenants. A query for one connection or for a page names the tenant. A change is allowed only
 * within the transaction that has locked or added the connection, and returns the connection after the change.
 */
@ApplicationScoped
public class Connections implements PanacheRepositoryBase<Connection, UUID> {
    private static final String SELECT = "select c, s from Connection c join ConnectionStatusRow s on s.id = c.id";

    static final String PENDING_SINCE = """
            select c.tenant, c.id from connection_status s join connection c on c.id = s.id
            where s.state = 'PENDING' and s.since < :time order by s.since limit :limit
            """;

    /** Identifies a connection. */
    public record Id(String tenant, UUID id) {}

    /** Stores a new connection. */
    public Uni<StoredConnection> add(StoredConnection created) {
        return persist(new Connection(created))
                .chain(() -> Panache.getSession())
                .chain(session -> session.persist(new ConnectionStatusRow(created)))
                .replaceWith(created);
    }

    /** Finds a connection, even if it is deleted. Null if the tenant has no connection with that id. */
    public Uni<StoredConnection> find(String tenant, UUID id) {
        return Panache.getSession()
                .chain(session -> session.createQuery(
                                SELECT + " where c.tenant = :tenant and c.id = :id", Object[].class)
                        .setParameter("tenant", tenant)
                        .setParameter("id", id)
                        .getSingleResultOrNull())
                .onItem()
                .ifNotNull()
                .transform(Connections::stored);
    }

    /** @throws NotFound if the tenant has no connection with that id, or has deleted it */
    public Uni<StoredConnection> get(String tenant, UUID id) {
        return live(find(tenant, id));
    }

    /** Like {@link #find}, and locks the row until the transaction ends. */
    public Uni<StoredConnection> findLocked(String tenant, UUID id) {
        return Panache.getSession().chain(session -> session.find(Connection.class, id, LockModeType.PESSIMISTIC_WRITE)
                .chain(connection -> connection == null || !connection.tenant().equals(tenant)
                        ? Uni.createFrom().nullItem()
                        : session.find(ConnectionStatusRow.class, id).map(row -> connection.with(row.status()))));
    }

    /** Like {@link #get}, and locks the row until the transaction ends. */
    public Uni<StoredConnection> getLocked(String tenant, UUID id) {
        return live(findLocked(tenant, id));
    }

    /** Renames a connection. */
    public Uni<StoredConnection> rename(StoredConnection locked, String name) {
        return change(locked, (connection, row) -> connection.rename(name));
    }

    /** Stores how many dependents a connection has, and the permissions that they need together. */
    public Uni<StoredConnection> becomeUsed(StoredConnection locked, int dependents, List<String> permissions) {
        return change(locked, (connection, row) -> connection.becomeUsed(dependents, permissions));
    }

    /** Stores the status that a connection has at {@code now}. */
    public Uni<StoredConnection> become(StoredConnection locked, ConnectionStatus status, Instant now) {
        return change(locked, (connection, row) -> row.become(status, now));
    }

    /** Assigns the sequence of a connection's next event, which is published at {@code now}. */
    public Uni<StoredConnection> nextSequence(StoredConnection locked, Instant now) {
        return change(locked, (connection, row) -> connection.nextSequence(now));
    }

    private static Uni<StoredConnection> change(
            StoredConnection locked, BiConsumer<Connection, ConnectionStatusRow> change) {
        return Panache.getSession().chain(session -> session.find(Connection.class, locked.id())
                .chain(connection -> session.find(ConnectionStatusRow.class, locked.id())
                        .map(row -> {
                            change.accept(connection, row);
                            return connection.with(row.status());
                        })));
    }

    /** Returns up to one connection more than the page size, newest first. */
    public Uni<List<StoredConnection>> page(String tenant, ConnectionFilter filter, PageRequest page) {
        return Panache.getSession().chain(session -> ids(session, filter.page(tenant, page))
                .chain(ids -> ids.isEmpty() ? Uni.createFrom().item(List.of()) : all(session, ids)));
    }

    private static Uni<List<UUID>> ids(Mutiny.Session session, ConnectionFilter.Query page) {
        var query = session.createNativeQuery(page.sql(), UUID.class);
        page.parameters().forEach(query::setParameter);
        return query.getResultList();
    }

    private static Uni<List<StoredConnection>> all(Mutiny.Session session, List<UUID> ids) {
        return session.createQuery(SELECT + " where c.id in :ids order by c.createdAt desc, c.id desc", Object[].class)
                .setParameter("ids", ids)
                .getResultList()
                .map(rows -> rows.stream().map(Connections::stored).toList());
    }

    /** Finds connections that have been {@code PENDING} since before {@code time}, oldest first. */
    public Uni<List<Id>> pendingSince(Instant time, int limit) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(PENDING_SINCE, Object[].class)
                        .setParameter("time", time)
                        .setParameter("limit", limit)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row -> new Id((String) row[0], (UUID) row[1]))
                        .toList());
    }

    private static Uni<StoredConnection> live(Uni<StoredConnection> found) {
        return found.onItem().transform(stored -> {
            if (stored == null || stored.deleted()) {
                throw new NotFound("connection");
            }
            return stored;
        });
    }

    private static StoredConnection stored(Object[] row) {
        return ((Connection) row[0]).with(((ConnectionStatusRow) row[1]).status());
    }
}
