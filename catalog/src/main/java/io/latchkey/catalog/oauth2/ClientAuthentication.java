package io.latchkey.catalog.oauth2;

/** How the client authenticates at the token endpoint (RFC 6749, section 2.3). */
public enum ClientAuthentication {
    BASIC("client_secret_basic"),
    /** HTTP Basic with id and secret as they are, for a provider that does not decode them. */
    BASIC_RAW("client_secret_basic"),
    POST("client_secret_post"),
    /**
     * A JSON Web Token that the broker signs with a key in Vault (RFC 7523, section 2.2; OpenID Connect Core 1.0, section
     * 9).
     */
    PRIVATE_KEY_JWT("private_key_jwt"),
    /** A public client: its id alone. */
    NONE("none");

    private final String registeredName;

    ClientAuthentication(String registeredName) {
        this.registeredName = registeredName;
    }

    /** The value of {@code token_endpoint_auth_method} (RFC 7591, section 2). */
    public String registeredName() {
        return registeredName;
    }
}
