package io.latchkey.broker.revocation;

import io.latchkey.broker.method.Reach;
import io.latchkey.broker.revocation.LiveGrants.Use;

/** Whether a credential may be revoked: never where that would end a connection that lives, unless it is wanted. */
enum RevocationRule {
    REVOKE,
    /** Destroy our copy only. */
    LEAVE;

    /**
     * @param reach of a revocation at the provider
     * @param use what lives of the same grant elsewhere
     * @param forced whether the caller that deleted the connection wants it revoked all the same
     */
    static RevocationRule of(Reach reach, Use use, boolean forced) {
        return forced || harmless(reach, use) ? REVOKE : LEAVE;
    }

    private static boolean harmless(Reach reach, Use use) {
        return switch (use) {
            case NONE -> true;
            case SAME_ACCOUNT -> reach == Reach.CREDENTIAL;
            case SAME_TOKEN -> false;
        };
    }
}
