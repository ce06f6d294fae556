package io.latchkey.broker.provider;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** Tells whether something has changed: equal for equal values, on all replicas. */
record Fingerprint(String text) {
    private static final int BYTES = 16;

    /** @param values whose texts say all that matters, in the same order on all replicas */
    static Fingerprint of(Object... values) {
        return of(Arrays.asList(values));
    }

    static Fingerprint of(List<?> values) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            values.forEach(value -> {
                digest.update(value.toString().getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return new Fingerprint(HexFormat.of().formatHex(digest.digest(), 0, BYTES));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** As a weak entity tag: a response may be compressed on its way. */
    String tag() {
        return "W/\"" + text + "\"";
    }
}
