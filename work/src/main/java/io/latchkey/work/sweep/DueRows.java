package io.latchkey.work.sweep;

import io.latchkey.work.Correlation;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * The rows of a table that fall due, by provider; what leaves it are immutable views of them. Its cost is a few steps
 * down an index for each provider that has such rows, and one for each row that is claimed; rows that wait are never
 * read, however many they are.
 */
public final class DueRows<V> {
    /** Jumps from one provider to the next (PostgreSQL has no skip scan of its own). */
    private static final String PROVIDERS = """
            with recursive waiting(provider) as (
                (select t.provider from %1$s t where %3$s and t.%2$s is not null order by t.provider limit 1)
                union all
                select (select t.provider from %1$s t
                        where %3$s and t.%2$s is not null and t.provider > waiting.provider
                        order by t.provider limit 1)
                from waiting where waiting.provider is not null)
            select waiting.provider from waiting where waiting.provider is not null and exists (
                select 1 from %1$s t where %3$s and t.provider = waiting.provider and t.%2$s <= :now)""";

    /**
     * Only ids: Hibernate Reactive reads no native result with columns that it does not know, such as a newer
     * release's.
     */
    private static final String CLAIM = """
            select due.id from unnest(cast(:providers as text[]), cast(:places as int[])) as free(provider, places)
            cross join lateral (
                select t.%4$s as id from %1$s t where %3$s and t.provider = free.provider and t.%2$s <= :now
                order by t.%2$s limit free.places for update skip locked) due""";

    private final String providers;
    private final String claim;
    private final Claimed<V> claimed;
    private final Function<V, String> provider;
    private Function<V, Optional<String>> correlation = row -> Optional.empty();

    private interface Claimed<V> {
        /** Sets the due time of the rows with these ids to {@code until}. */
        Uni<List<V>> until(Mutiny.Session session, List<UUID> ids, Instant until);
    }

    /**
     * @param id the column of the primary key, a UUID
     * @param condition what else a row must be, over {@code t}; there is an index on provider and {@code dueColumn} of
     *     the rows that meet it
     * @param due sets a row's due time
     * @param view of a row, with its new due time
     */
    public <E> DueRows(
            Class<E> entity,
            String table,
            String id,
            String dueColumn,
            String condition,
            BiConsumer<E, Instant> due,
            Function<E, V> view,
            Function<V, String> provider) {
        this.providers = PROVIDERS.formatted(table, dueColumn, condition);
        this.claim = CLAIM.formatted(table, dueColumn, condition, id);
        this.claimed = (session, ids, until) -> session.find(entity, ids.toArray())
                .invoke(rows -> rows.forEach(row -> due.accept(row, until)))
                .map(rows -> rows.stream().map(view).toList());
        this.provider = provider;
    }

    /** Lets the work on a row continue with the {@link Correlation} id of the request that caused it. */
    public DueRows<V> correlatedBy(Function<V, Optional<String>> correlation) {
        this.correlation = correlation;
        return this;
    }

    Optional<String> correlation(V row) {
        return correlation.apply(row);
    }

    /** The providers that have a row due, in the current transaction. */
    public Uni<List<String>> providers(Instant now) {
        return Panache.getSession().chain(session -> session.createNativeQuery(providers, String.class)
                .setParameter("now", now)
                .getResultList());
    }

    /**
     * Claims rows that are due, in the current transaction: of each provider those longest due, and not more than it
     * has places. They are due again at {@code until}.
     */
    public Uni<List<V>> claim(Map<String, Integer> places, Instant now, Instant until) {
        if (places.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return Panache.getSession().chain(session -> session.createNativeQuery(claim, UUID.class)
                .setParameter("providers", places.keySet().toArray(String[]::new))
                .setParameter("places", places.values().toArray(Integer[]::new))
                .setParameter("now", now)
                .getResultList()
                .chain(ids -> claimed.until(session, ids, until)));
    }

    String provider(V view) {
        return provider.apply(view);
    }
}
