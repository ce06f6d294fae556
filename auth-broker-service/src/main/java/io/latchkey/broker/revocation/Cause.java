package io.latchkey.broker.revocation;

/** Why a credential is revoked. The code is part of what {@code CredentialForgotten} reports. */
public enum Cause {
    /** Nobody completed the authorization in time. */
    UNREDEEMED("unredeemed"),
    /** It is for another account than the one on record. */
    REFUSED("refused"),
    /** The provider did not say whose account it is for. */
    UNIDENTIFIED("unidentified"),
    /** Another authorization of the connection was completed first. */
    SUPERSEDED("superseded"),
    /** A completion has stored another credential in its place. */
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
