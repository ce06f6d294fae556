package io.latchkey.connection.creation;

import io.latchkey.contracts.connection.ProviderRef;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Chooses names for connections that were given none. Numbers are counted for each owner and provider and not used again, so
 * that a choice costs the same however many connections the owner has; one that a connection has been given by hand is left
 * out.
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

    /** In the current transaction, and after any other choice for the same owner and provider. */
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
