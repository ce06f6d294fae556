package io.latchkey.broker.revocation;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Renewal;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.ProviderException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refreshes a credential that only a live access token revokes. No connection uses it any more, so the result of the refresh
 * is no new version in Vault: it is kept where the revocation finds it again.
 */
@ApplicationScoped
public class RenewToRevoke {
    /** Keeps a credential for the next attempt to revoke it, in place of the one that it was renewed from. Never fails. */
    @FunctionalInterface
    public interface Keep {
        Uni<Void> renewed(CredentialDocument document);
    }

    /** {@code document} renewed by one refresh, and kept. Fails with a {@link ProviderException} if the refresh returns no tokens. */
    Uni<CredentialDocument> renewed(AuthMethod method, CredentialDocument document, Keep keep) {
        return method.requireRenewer()
                .prepare(document)
                .chain(Renewal::send)
                .map(renewed -> document.renewedWith(renewed.grant()))
                .call(keep::renewed);
    }
}
