package io.latchkey.testkit.canary;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/**
 * Secrets of tests. A marked one carries {@link #MARK}; a secret of another origin, for example a real provider's
 * token, is searched as it is. Both are also found in hexadecimal and within Base64.
 */
public final class Marks {
    /** In every marked secret, and nowhere else. */
    public static final String MARK = "lkcanary";

    private static final int SHORTEST_WATCHED = 12;

    /** Every text that gives a secret away. Encoded once, since each row and each log record is searched for all. */
    private static final CopyOnWriteArrayList<String> FORMS = new CopyOnWriteArrayList<>(forms(MARK));

    private Marks() {}

    /** A new secret, different from all others. */
    public static String secret(String kind) {
        return MARK + "-" + kind + "-" + UUID.randomUUID();
    }

    /** From now on {@code secret} counts as marked. */
    public static String watch(String secret) {
        if (secret.length() < SHORTEST_WATCHED) {
            throw new IllegalArgumentException("too short to be told from other text");
        }
        FORMS.addAllAbsent(forms(secret));
        return secret;
    }

    /** The marked or watched secret that {@code text} contains in one form or another. */
    static Optional<String> in(String text) {
        return FORMS.stream().filter(text::contains).findFirst();
    }

    private static List<String> forms(String secret) {
        var bytes = secret.getBytes(UTF_8);
        return Stream.concat(Stream.of(secret, HexFormat.of().formatHex(bytes)), base64(bytes))
                .toList();
    }

    /** The part of the secret's Base64 encoding that does not depend on the surrounding text. */
    private static Stream<String> base64(byte[] bytes) {
        return Stream.of(0, 1, 2).map(shift -> {
            var shifted = new byte[shift + bytes.length];
            System.arraycopy(bytes, 0, shifted, shift, bytes.length);
            var whole = Base64.getEncoder().withoutPadding().encodeToString(shifted);
            int first = shift == 0 ? 0 : shift + 1;
            int spoilt = shifted.length % 3 == 0 ? 0 : 1;
            return whole.substring(first, whole.length() - spoilt);
        });
    }
}
