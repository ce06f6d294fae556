package io.latchkey.catalog.oauth2;

/** How the client authenticates at the token endpoint (RFC 6749, section 2.3.1). */
public enum ClientAuthentication {
    BASIC,
    POST
}
