package io.latchkey.catalog.oauth2;

/** The code challenge method (RFC 7636); {@code plain} is never used. */
public enum PkceMethod {
    S256,
    NONE
}
