package io.latchkey.edge.page;

import io.latchkey.edge.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * The requested page.
 *
 * @param limit maximum number of items, 1 to 100
 * @param after null for the first page
 */
public record PageRequest(int limit, @Nullable Cursor after) {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_LIMIT = 100;

    /** From the query parameters {@code limit} and {@code cursor}; a 400 problem names the wrong one. */
    public static PageRequest of(@Nullable String limit, @Nullable String cursor) {
        return new PageRequest(limit(limit), cursor == null ? null : Cursor.decode(cursor));
    }

    /** From the query parameter {@code limit}; a 400 problem if it is no number in the range. */
    public static int limit(@Nullable String text) {
        if (text == null) {
            return DEFAULT_LIMIT;
        }
        if (text.matches("\\d{1,3}")) {
            int limit = Integer.parseInt(text);
            if (limit >= 1 && limit <= MAX_LIMIT) {
                return limit;
            }
        }
        throw Problem.invalid(
                "limit", "The limit is not a number from 1 to " + MAX_LIMIT + ".", "Send a number in this range.");
    }
}
