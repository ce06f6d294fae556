package io.latchkey.broker.revocation;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.catalog.AuthSpec;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;

/**
 * Identifies the grant of a credential: by client and account, at the authorization server. One grant can serve several
 * providers of the catalog, such as Gmail and Google Calendar, if an operator registers the same client for them.
 */
@ApplicationScoped
class GrantKeys {
    private final CurrentCatalog catalog;

    GrantKeys(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    /** The lease under which exchanges and revocations of the grant exclude each other. */
    LeaseKey grant(CredentialDocument document) {
        return document.accountId()
                .map(account -> LeaseKey.grant(
                        grantor(document), document.requireClient().id(), account))
                .orElseGet(() -> ofUnknownAccount(document));
    }

    /** The same for the grants of a client whose accounts are not known. */
    LeaseKey ofUnknownAccount(CredentialDocument document) {
        return LeaseKey.grant(grantor(document), document.requireClient().id());
    }

    /** The lease of a revocation: on the grant, or on its token if the account is not known. */
    LeaseKey lease(CredentialDocument document, TokenHashes hashes) {
        return document.accountId().isPresent() ? grant(document) : LeaseKey.token(hashes.requireLongestLived());
    }

    /** The ids of the providers that the grant can serve. */
    Set<String> providers(CredentialDocument document) {
        return server(document).map(catalog.get()::at).orElse(Set.of(document.provider()));
    }

    private String grantor(CredentialDocument document) {
        return server(document).orElse(document.provider());
    }

    private Optional<String> server(CredentialDocument document) {
        return catalog.find(document.provider())
                .flatMap(provider -> provider.method(document.method()))
                .flatMap(AuthSpec::authorizationServer);
    }
}
