package io.latchkey.broker.method;

/** The credentials that a revocation affects. */
public enum Reach {
    /** Only the revoked credential. */
    CREDENTIAL,
    /** Also other credentials that the same account has granted to the same client. */
    ACCOUNT
}
