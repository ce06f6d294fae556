package io.latchkey.broker.credential;

import io.latchkey.edge.problem.Problem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows of all connections that the broker heard of. */
@ApplicationScoped
public class Credentials implements PanacheRepositoryBase<CredentialRow, UUID> {
    /**
     * Notes, in the current transaction, that a credential is to come. A 404 problem if the connection is another
     * tenant's or closed; 400 if it is another provider's.
     *
     * @param credentialClients the platform's clients that may fetch it; null: any that may read credentials
     */
    public Uni<CredentialRow> expect(
            UUID connectionId, String tenant, String provider, @Nullable List<String> credentialClients) {
        return findById(connectionId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .switchTo(() -> persist(new CredentialRow(connectionId, tenant)))
                .invoke(row -> {
                    requireOpen(row, tenant);
                    if (row.provider != null && !row.provider.equals(provider)) {
                        throw Problem.invalid(
                                "provider", "The connection is to " + row.provider + ".", "Use another connection.");
                    }
                    row.provider = provider;
                    row.credentialClients = credentialClients;
                });
    }

    /** The row in a transaction of its own; empty for a connection that the broker never heard of. */
    public Uni<Optional<CredentialRow>> find(UUID connectionId) {
        return Panache.withSession(() -> findById(connectionId).map(Optional::ofNullable));
    }

    /** The row of an open connection of {@code tenant}; a 404 problem if there is none. */
    public Uni<CredentialRow> requireOpen(UUID connectionId, String tenant) {
        return find(connectionId).map(row -> requireOpen(row.orElseThrow(Credentials::unknown), tenant));
    }

    /** How many open connections hold a credential that was issued to one of these clients. */
    public Uni<Long> openWith(String provider, Collection<String> clientIds) {
        return Panache.withSession(() ->
                count("provider = ?1 and clientId in ?2 and closedAt is null", provider, List.copyOf(clientIds)));
    }

    /** Whether an open connection other than {@code connectionId} has this provider, client and account. */
    public Uni<Boolean> siblingLives(String provider, String clientId, String accountId, UUID connectionId) {
        return Panache.withSession(() -> count(
                        "provider = ?1 and clientId = ?2 and accountId = ?3 and connectionId != ?4 and closedAt is null",
                        provider,
                        clientId,
                        accountId,
                        connectionId))
                .map(count -> count > 0);
    }

    static CredentialRow requireOpen(CredentialRow row, String tenant) {
        if (!row.tenant.equals(tenant) || row.closed()) {
            throw unknown();
        }
        return row;
    }

    /** The locked row, in the current transaction. */
    Uni<CredentialRow> locked(UUID connectionId) {
        return findById(connectionId, LockModeType.PESSIMISTIC_WRITE)
                .onItem()
                .ifNull()
                .failWith(Credentials::unknown);
    }

    static Problem unknown() {
        return Problem.notFound("connection");
    }
}
