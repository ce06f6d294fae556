package io.latchkey.broker.method;

/** What the revocation of a credential takes with it. */
public enum Reach {
    /** This credential alone. */
    CREDENTIAL,
    /** Other credentials that the same account has given to the same client, too. */
    ACCOUNT
}
