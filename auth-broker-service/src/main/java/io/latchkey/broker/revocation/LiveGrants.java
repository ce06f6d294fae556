package io.latchkey.broker.revocation;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny.Session;

/**
 * Finds out whether a grant is in use: by an open connection, or by a consent for an open connection that waits for
 * completion. A completion moves a grant from the consent to the connection in one transaction. One statement therefore
 * queries both, and finds the grant in one of them.
 */
@ApplicationScoped
class LiveGrants {
    private static final String OPEN =
            " exists (select 1 from credential c where c.connection_id = a.connection_id and c.closed_at is null)";

    /** Counts the former tokens: PostgreSQL expects many matches, and would scan the table to find the first. */
    private static final String SAME_TOKEN = """
            exists (select 1 from credential
                where closed_at is null and access_hash = any(:hashes) and connection_id <> :besides)
            or exists (select 1 from credential
                where closed_at is null and refresh_hash = any(:hashes) and connection_id <> :besides)
            or (select count(*) from credential
                where closed_at is null and former_refresh_hashes && :hashes and connection_id <> :besides) > 0
            or exists (select 1 from authorization_attempt a
                where a.held_credential is not null and a.ended_at is null and a.access_hash = any(:hashes)
                and a.connection_id <> :besides and %1$s)
            or exists (select 1 from authorization_attempt a
                where a.held_credential is not null and a.ended_at is null and a.refresh_hash = any(:hashes)
                and a.connection_id <> :besides and %1$s)""".formatted(OPEN);

    private static final String SAME_ACCOUNT = """
            exists (select 1 from credential where closed_at is null and provider = any(:providers) and client_id = :client
                and connection_id <> :besides and (account_id = :account or account_id is null or cast(:account as text) is null))
            or exists (select 1 from authorization_attempt a where a.held_credential is not null and a.ended_at is null
                and a.provider = any(:providers) and a.flow_client_id = :client
                and a.connection_id <> :besides and (a.account_id = :account or cast(:account as text) is null) and %s)""".formatted(OPEN);

    private static final String USE = "select case when " + SAME_TOKEN + " then 'SAME_TOKEN' when " + SAME_ACCOUNT
            + " then 'SAME_ACCOUNT' else 'NONE' end";

    private static final String SIBLINGS = """
            select connection_id from credential
            where closed_at is null and provider = any(:providers) and client_id = :client
                and account_id = cast(:account as text) and tenant = :tenant and connection_id <> :besides
            order by connection_id""";

    /** The id of no connection. */
    private static final UUID NONE = new UUID(0, 0);

    private final GrantKeys grants;

    LiveGrants(GrantKeys grants) {
        this.grants = grants;
    }

    /** How a grant is used elsewhere. */
    enum Use {
        NONE("unused"),
        /** A grant for the same account and client is in use; if the account is unknown, any grant of that client. */
        SAME_ACCOUNT("shared_with_live_connection"),
        /** One of the tokens themselves is in use, or a refresh token that replaced it. */
        SAME_TOKEN("same_token_in_use");

        private final String reason;

        Use(String reason) {
            this.reason = reason;
        }

        /** The reason reported if the credential is left at its provider. */
        String reason() {
            return reason;
        }
    }

    /** How the grant of {@code document}, whose tokens have these hashes, is used elsewhere; in the current session. */
    Uni<Use> useOf(CredentialDocument document, TokenHashes hashes) {
        return useBesides(NONE, document, hashes);
    }

    /** The same, besides the use by {@code connection} itself. */
    Uni<Use> useBesides(UUID connection, CredentialDocument document, TokenHashes hashes) {
        return Panache.getSession().chain(session -> ask(session, connection, document, hashes));
    }

    /**
     * Open connections of {@code tenant}, besides {@code connection}, that share authorization server, client and
     * account with {@code document}; none if the account is not known. Up to {@code most}.
     */
    Uni<List<UUID>> siblings(UUID connection, String tenant, CredentialDocument document, int most) {
        return Panache.getSession().chain(session -> session.createNativeQuery(SIBLINGS, UUID.class)
                .setParameter("providers", grants.providers(document).toArray(String[]::new))
                .setParameter("client", document.clientId())
                .setParameter("account", document.accountId().orElse(null))
                .setParameter("tenant", tenant)
                .setParameter("besides", connection)
                .setMaxResults(most)
                .getResultList());
    }

    private Uni<Use> ask(Session session, UUID besides, CredentialDocument document, TokenHashes hashes) {
        return session.createNativeQuery(USE, String.class)
                .setParameter("besides", besides)
                .setParameter("hashes", hashes.all().toArray(String[]::new))
                .setParameter("providers", grants.providers(document).toArray(String[]::new))
                .setParameter("client", document.clientId())
                .setParameter("account", document.accountId().orElse(null))
                .getSingleResult()
                .map(Use::valueOf);
    }
}
