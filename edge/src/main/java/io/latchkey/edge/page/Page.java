package io.latchkey.edge.page;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One page of a list. */
public record Page<T>(
        @JsonPropertyDescription("The items of the page") List<T> items,

        @JsonPropertyDescription("Cursor of the next page; absent on the last page") @Nullable
        String nextCursor) {
    public Page {
        items = List.copyOf(items);
    }

    /**
     * Makes a page of rows that were fetched with one more than its limit, so that the last page is known.
     *
     * @param rows in order, at most {@code limit + 1}
     */
    public static <R, T> Page<T> of(PageRequest request, List<R> rows, Function<R, T> view, Function<R, Cursor> place) {
        boolean more = rows.size() > request.limit();
        var shown = more ? rows.subList(0, request.limit()) : rows;
        var next = more ? place.apply(shown.get(shown.size() - 1)).encode() : null;
        return new Page<>(shown.stream().map(view).toList(), next);
    }
}
