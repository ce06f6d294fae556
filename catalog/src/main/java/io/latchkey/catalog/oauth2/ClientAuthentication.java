package io.latchkey.catalog.oauth2;

/** How the client authenticates at the token endpoint (RFC 6749, section 2.3). */
public enum ClientAuthentication {
    BASIC,
    /** HTTP Basic with id and secret as they are, for a provider that does not decode them. */
    BASIC_RAW,
    POST,
    /**
     * A JSON Web Token that the broker signs with a key in Vault (RFC 7523, section 2.2; OpenID Connect Core 1.0, section
     * 9).
     */
    PRIVATE_KEY_JWT,
    /** A public client: its id alone. */
    NONE
}
