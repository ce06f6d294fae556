package io.latchkey.broker.revocation;

import io.latchkey.broker.provider.OAuth2.Revoke;
import io.latchkey.broker.provider.OAuth2.Revokes;
import org.jspecify.annotations.Nullable;

/** Whether a credential may be revoked: never where that would end a connection that lives, unless it is wanted. */
enum RevocationRule {
    REVOKE,
    /** Destroy our copy only. */
    LEAVE,
    /** The provider offers no way. */
    UNSUPPORTED;

    /**
     * @param shared whether a live connection, or an exchange at rest, has the same provider, client and account
     * @param forced whether whoever deleted the connection wants it revoked all the same
     */
    static RevocationRule of(@Nullable Revoke rules, boolean shared, boolean forced) {
        if (rules == null) {
            return UNSUPPORTED;
        }
        return rules.revokes() == Revokes.TOKEN || !shared || forced ? REVOKE : LEAVE;
    }
}
