package io.latchkey.broker.revocation.pending;

/** Why a credential is revoked. {@code CredentialForgotten} contains the code. */
public enum Cause {
    /** The authorization was not completed in time. */
    UNREDEEMED("unredeemed"),
    /** The credential is for another account than the one on record. */
    ACCOUNT_CHANGED("account_changed"),
    /** The provider did not identify the account. */
    UNIDENTIFIED("unidentified"),
    /** Another authorization of the connection was completed first. */
    SUPERSEDED("superseded"),
    /** A completion stored another credential in its place. */
    REPLACED("replaced"),
    /** The connection was deleted. */
    DELETED("deleted");

    private final String code;

    Cause(String code) {
        this.code = code;
    }

    public String code() {
        return code;
    }
}
