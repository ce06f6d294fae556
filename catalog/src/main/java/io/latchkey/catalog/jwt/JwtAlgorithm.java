package io.latchkey.catalog.jwt;

/** How a token is signed (RFC 7518, section 3.1). */
public enum JwtAlgorithm {
    /** With an RSA key of at least 2048 bits. */
    RS256,
    /** With an elliptic curve key on P-256. */
    ES256,
    /** With a secret of at least 32 bytes that the provider knows too. */
    HS256
}
