package io.latchkey.broker.revocation;

import io.latchkey.broker.revocation.LiveGrants.Use;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.Revokes;
import org.jspecify.annotations.Nullable;

/** Whether a credential may be revoked: never where that would end a connection that lives, unless it is wanted. */
enum RevocationRule {
    REVOKE,
    /** Destroy our copy only. */
    LEAVE,
    /** The provider offers no way. */
    UNSUPPORTED;

    /**
     * @param use what lives of the same grant elsewhere
     * @param forced whether the caller that deleted the connection wants it revoked all the same
     */
    static RevocationRule of(@Nullable RevocationRules rules, Use use, boolean forced) {
        if (rules == null) {
            return UNSUPPORTED;
        }
        return forced || harmless(rules.revokes(), use) ? REVOKE : LEAVE;
    }

    private static boolean harmless(Revokes revokes, Use use) {
        return switch (use) {
            case NONE -> true;
            case SAME_ACCOUNT -> revokes == Revokes.TOKEN;
            case SAME_TOKEN -> false;
        };
    }
}
