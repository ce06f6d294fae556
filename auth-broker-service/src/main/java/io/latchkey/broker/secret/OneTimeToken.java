package io.latchkey.broker.secret;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * An unguessable value that grants a right to its bearer: connect token, state, browser secret, completion code. Only
 * its hash is stored.
 *
 * @param text 43 characters of base64url, 256 bits
 */
public record OneTimeToken(String text) {
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;

    public static OneTimeToken mint() {
        var bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return new OneTimeToken(base64(bytes));
    }

    /**
     * Derives a token that only the holder of {@code secret} can compute: an HMAC, which can be returned again without
     * being stored.
     *
     * @param purpose distinguishes tokens derived from the same secret
     */
    public static OneTimeToken derived(String secret, String purpose) {
        return new OneTimeToken(base64(Hmac.sha256(secret.getBytes(StandardCharsets.UTF_8), purpose)));
    }

    public byte[] hash() {
        return sha256(text);
    }

    /** Whether {@code hash} is the hash of {@code shown}; compares in constant time. */
    public static boolean matches(@Nullable String shown, byte @Nullable [] hash) {
        return shown != null && hash != null && MessageDigest.isEqual(sha256(shown), hash);
    }

    public static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    public static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "***";
    }
}
