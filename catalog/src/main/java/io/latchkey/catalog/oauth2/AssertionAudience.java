package io.latchkey.catalog.oauth2;

/** The audience of tokens of clients (RFC 7523, section 3). */
public enum AssertionAudience {
    /** The URL of the token endpoint. */
    TOKEN_ENDPOINT,
    /** The issuer of the authorization server. */
    ISSUER
}
