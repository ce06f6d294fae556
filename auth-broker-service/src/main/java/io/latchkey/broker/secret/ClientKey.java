package io.latchkey.broker.secret;

import io.latchkey.catalog.jwt.AssertionAlgorithm;

/**
 * A reference to the key pair with which a client authenticates. Vault holds the private key, which cannot be read.
 *
 * @param name of the key in Vault, and of its public keys in their URL
 * @param version with which the client signs; others are published during a rotation
 */
public record ClientKey(String name, AssertionAlgorithm algorithm, int version) {
    /** The id of one version in the published keys and in tokens (RFC 7515, section 4.1.4). */
    public String kid(int ofVersion) {
        return kid(name, ofVersion);
    }

    public static String kid(String name, int version) {
        return name + "-" + version;
    }

    public ClientKey signingWith(int newer) {
        return new ClientKey(name, algorithm, newer);
    }
}
