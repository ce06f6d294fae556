package io.latchkey.connection.creation;

import io.latchkey.contracts.connection.ProviderRef;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Chooses default names for connections. Numbers are counted per owner and provider and are not reused, so the cost of
 * a choice does not depend on how many connections the owner has. A name that the owner has already given to a
 * connection is skipped.
 */
@ApplicationScoped
class DefaultNames {
    static final String NEXT_NUMBER = """
            insert into default_name (tenant, owner, provider_id, numbered) values (:tenant, :owner, :provider, 1)
            on conflict (tenant, owner, provider_id) do update set numbered = default_name.numbered + 1
            returning numbered
            """;

    static final String IS_TAKEN = """
            select exists (
                select 1 from connection
                where tenant = :tenant and owner = :owner and provider_id = :provider and name = :name)
            """;

    /**
     * Runs in the current transaction. The row lock of the counter serializes choices for the same owner and provider.
     */
    Uni<String> choose(String tenant, String owner, ProviderRef provider) {
        return Panache.getSession().chain(session -> session.createNativeQuery(NEXT_NUMBER, Integer.class)
                .setParameter("tenant", tenant)
                .setParameter("owner", owner)
                .setParameter("provider", provider.id())
                .getSingleResult()
                .map(number -> DefaultName.of(provider.name(), number))
                .chain(name -> isTaken(session, tenant, owner, provider, name)
                        .chain(taken -> taken
                                ? choose(tenant, owner, provider)
                                : Uni.createFrom().item(name))));
    }

    private static Uni<Boolean> isTaken(
            Mutiny.Session session, String tenant, String owner, ProviderRef provider, String name) {
        return session.createNativeQuery(IS_TAKEN, Boolean.class)
                .setParameter("tenant", tenant)
                .setParameter("owner", owner)
                .setParameter("provider", provider.id())
                .setParameter("name", name)
                .getSingleResult();
    }
}
