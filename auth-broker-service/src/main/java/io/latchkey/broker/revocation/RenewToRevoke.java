package io.latchkey.broker.revocation;

import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.token.IssuingClients.Issuer;
import io.latchkey.broker.token.TokenEndpoint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Refreshes a credential that only a live access token revokes. No connection uses it any more, so what the refresh brings
 * is no new version in Vault: it is kept where the revocation finds it again.
 */
@ApplicationScoped
public class RenewToRevoke {
    private final TokenEndpoint endpoint;

    RenewToRevoke(TokenEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** Keeps a credential for the next attempt to revoke it, in place of the one that it was renewed from. Never fails. */
    @FunctionalInterface
    public interface Keep {
        Uni<Void> renewed(CredentialDocument document);
    }

    /** {@code document} with what one refresh brings, kept. Fails with a {@link ProviderException} if that brings nothing. */
    Uni<CredentialDocument> renewed(Issuer issuer, CredentialDocument document, Keep keep) {
        var provider = issuer.provider();
        return endpoint.refresh(
                        provider,
                        issuer.client(),
                        OAuth2Tokens.of(document.material()).refreshToken())
                .map(reply -> document.renewedWith(reply.refreshed(provider, document.grant())))
                .call(keep::renewed);
    }
}
