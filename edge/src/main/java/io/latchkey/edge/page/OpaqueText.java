package io.latchkey.edge.page;

import io.latchkey.edge.problem.Problem;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.function.Function;

/** The form of a cursor that callers return unchanged and do not interpret. */
public final class OpaqueText {
    private OpaqueText() {}

    public static String of(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * What {@code read} makes of the text in {@code cursor}. A 400 problem if it is no cursor.
     *
     * @param read fails for a text that is no place in the list
     */
    public static <T> T read(String cursor, Function<String, T> read) {
        try {
            return read.apply(new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8));
        } catch (RuntimeException malformed) {
            throw Problem.invalid(
                    "cursor", "The cursor is not valid.", "Send nextCursor of the previous page unchanged.");
        }
    }
}
