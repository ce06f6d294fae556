package io.latchkey.broker.revocation;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Renewal;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refreshes a credential that can be revoked only with a valid access token. No connection uses it any more, so the
 * result is not stored as a new version in Vault. It is stored where the next attempt to revoke it finds it.
 */
@ApplicationScoped
public class RenewToRevoke {
    /** Stores a credential for the next attempt to revoke it, in place of the one that was refreshed. Never fails. */
    @FunctionalInterface
    public interface Keep {
        Uni<Void> renewed(CredentialDocument document);
    }

    /**
     * Refreshes {@code document} once and stores the result. Fails with a {@link ProviderException} if the refresh
     * returns no tokens.
     */
    Uni<CredentialDocument> renewed(AuthMethod method, CredentialDocument document, Keep keep) {
        return method.requireRenewer()
                .prepare(document)
                .chain(Renewal::send)
                .map(renewed -> document.renewedWith(renewed.grant()))
                .call(keep::renewed);
    }
}
