package io.latchkey.catalog.oauth2;

/** The effect of a revocation. */
public enum Revokes {
    TOKEN,
    /** All that stems from one sign-in of the user, which a reauthorization may share. */
    SESSION,
    /** The user's whole grant to the client. */
    GRANT
}
