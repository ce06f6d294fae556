package io.latchkey.broker.method.oauth2.revoke;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Reach;
import io.latchkey.broker.method.RevocationResult;
import io.latchkey.broker.method.Revoker;
import io.latchkey.broker.method.client.MethodClients;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.smallrye.mutiny.Uni;

/** Revokes a grant's tokens with the client to which they were issued. */
public record RevokeTokens(
        AuthMethod method,
        OAuth2Provider provider,
        RevocationRules rules,
        MethodClients clients,
        RevocationEndpoint endpoint)
        implements Revoker {
    @Override
    public Reach reach() {
        return switch (rules.revokes()) {
            case TOKEN -> Reach.CREDENTIAL;
            case SESSION, GRANT -> Reach.ACCOUNT;
        };
    }

    @Override
    public boolean needsLive(Material material) {
        return RevocationEndpoint.needsLiveToken(provider, rules, OAuth2Tokens.of(material));
    }

    @Override
    public Uni<RevocationResult> revoke(CredentialDocument document) {
        return clients.of(provider, document)
                .chain(client -> endpoint.revoke(
                        method::requestParts, provider, rules, client, OAuth2Tokens.of(document.material())));
    }
}
