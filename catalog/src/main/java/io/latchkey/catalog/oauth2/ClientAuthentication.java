package io.latchkey.catalog.oauth2;

/** How the client authenticates at the token endpoint (RFC 6749, section 2.3.1). */
public enum ClientAuthentication {
    BASIC,
    /** HTTP Basic with id and secret as they are, for a provider that does not decode them. */
    BASIC_RAW,
    POST,
    /** A public client: its id alone. */
    NONE
}
