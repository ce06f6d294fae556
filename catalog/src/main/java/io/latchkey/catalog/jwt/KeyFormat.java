package io.latchkey.catalog.jwt;

/** The text form of a key. */
public enum KeyFormat {
    /** PKCS #8, PKCS #1 or SEC 1, not encrypted; for RS256 and ES256. */
    PEM,
    /** Hexadecimal digits, for HS256. */
    HEX,
    /** The characters themselves in UTF-8, for HS256. */
    TEXT
}
