package io.latchkey.broker.revocation;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Renewal;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.upstream.ProviderException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refreshes a credential that only a live access token revokes. No connection uses it any more, so what the refresh brings
 * is no new version in Vault: it is kept where the revocation finds it again.
 */
@ApplicationScoped
public class RenewToRevoke {
    /** Keeps a credential for the next attempt to revoke it, in place of the one that it was renewed from. Never fails. */
    @FunctionalInterface
    public interface Keep {
        Uni<Void> renewed(CredentialDocument document);
    }

    /** {@code document} with what one refresh brings, kept. Fails with a {@link ProviderException} if that brings nothing. */
    Uni<CredentialDocument> renewed(AuthMethod method, CredentialDocument document, Keep keep) {
        return method.requireRenewer()
                .prepare(document)
                .chain(Renewal::send)
                .map(renewed -> document.renewedWith(renewed.grant()))
                .call(keep::renewed);
    }
}
