package io.latchkey.broker.credential;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;

/** The providers of open connections. Reads in the caller's session. */
@ApplicationScoped
public class ConnectedProviders {
    /** Reads one index entry for each provider, and the entries of the providers that it counts. */
    private static final String COUNT_OTHERS = """
            with recursive connected(provider) as (
                select min(provider) from credential where closed_at is null
                union all
                select (select min(c.provider) from credential c where c.closed_at is null and c.provider > p.provider)
                from connected p where p.provider is not null)
            select p.provider, count(*) as connections
            from connected p join credential c on c.provider = p.provider and c.closed_at is null
            where p.provider <> '' and p.provider <> all(cast(:known as text[]))
            group by p.provider""";

    /** The number of open connections of each provider outside {@code known}. */
    public Uni<Map<String, Long>> countOutside(Collection<String> known) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery(COUNT_OTHERS, Tuple.class)
                        .setParameter("known", known.toArray(String[]::new))
                        .getResultList())
                .map(rows -> {
                    var counts = new TreeMap<String, Long>();
                    rows.forEach(row -> counts.put(
                            row.get("provider", String.class),
                            row.get("connections", Number.class).longValue()));
                    return counts;
                });
    }
}
