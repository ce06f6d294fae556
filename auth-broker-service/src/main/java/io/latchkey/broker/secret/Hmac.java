package io.latchkey.broker.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Keyed hashes (RFC 2104). */
public final class Hmac {
    private static final String SHA_256 = "HmacSHA256";

    private Hmac() {}

    public static byte[] sha256(byte[] key, String text) {
        return of(SHA_256, key, text);
    }

    /** @param algorithm one that every Java platform has, such as {@code HmacSHA1} */
    public static byte[] of(String algorithm, byte[] key, String text) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }
}
