package io.latchkey.catalog.jwt;

/** Algorithms with which Vault signs tokens of clients (RFC 7518, section 3.1). */
public enum AssertionAlgorithm {
    /** RSA, with a key of 2048 bits. */
    RS256,
    /** ECDSA with the curve P-256. */
    ES256
}
