package io.latchkey.demo.platform;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/** A verifier, which the platform keeps, and its S256 challenge, which it sends ahead (RFC 7636). */
public record ProofKey(String verifier, String challenge) {
    private static final SecureRandom RANDOM = new SecureRandom();

    public static ProofKey create() {
        var bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        var verifier = base64(bytes);
        return new ProofKey(verifier, base64(sha256(verifier)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "ProofKey[challenge=" + challenge + "]";
    }
}
