package io.latchkey.broker.revocation;

import io.latchkey.broker.method.Reach;
import io.latchkey.broker.revocation.LiveGrants.Use;

/** Whether to revoke a credential: never if that ends a live connection, unless the caller forces it. */
enum RevocationRule {
    REVOKE,
    /** Only destroy Latchkey's copy. */
    LEAVE;

    /**
     * Decides whether to revoke a credential.
     *
     * @param reach of a revocation at the provider
     * @param use how the same grant is used elsewhere
     * @param forced whether the caller that deleted the connection forces the revocation
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
