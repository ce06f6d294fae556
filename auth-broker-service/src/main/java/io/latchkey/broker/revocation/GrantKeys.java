package io.latchkey.broker.revocation;

import io.latchkey.broker.lease.LeaseKey;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.hash.TokenHashes;

/** The lease keys that make exchanges and revocations of one grant exclude each other. */
final class GrantKeys {
    private GrantKeys() {}

    /** Identifies the grant of {@code document}, or all grants of its client if the account is not known. */
    static LeaseKey grant(CredentialDocument document) {
        return document.accountId()
                .map(account -> LeaseKey.grant(
                        document.provider(), document.requireClient().id(), account))
                .orElseGet(() -> ofUnknownAccount(document));
    }

    /** Identifies the grants of a client whose accounts are not known. */
    static LeaseKey ofUnknownAccount(CredentialDocument document) {
        return LeaseKey.grant(document.provider(), document.requireClient().id());
    }

    /** The lease of a revocation: on the grant, or on its token if the account is not known. */
    static LeaseKey lease(CredentialDocument document, TokenHashes hashes) {
        return document.accountId().isPresent() ? grant(document) : LeaseKey.token(hashes.requireLongestLived());
    }
}
