package io.latchkey.broker.provider.search;

import io.latchkey.edge.page.PageRequest;
import io.latchkey.work.failure.Invalid;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a page of providers.
 *
 * @param words that a provider must have; empty: all providers
 * @param category null: every category
 * @param after the last place on the page before; null for the first page
 */
public record ProviderSearch(
        List<String> words,
        @Nullable String category,
        int limit,
        @Nullable Place after) {
    private static final int LONGEST = 100;

    public ProviderSearch {
        words = List.copyOf(words);
    }

    /** From the query parameters. Fails with a problem that names the invalid one. */
    public static ProviderSearch of(
            @Nullable String q, @Nullable String category, @Nullable String limit, @Nullable String cursor) {
        if (q != null && q.length() > LONGEST) {
            throw new Invalid("q", "The search has more than " + LONGEST + " characters.", "Send fewer words.");
        }
        return new ProviderSearch(
                q == null ? List.of() : Words.of(q),
                category,
                PageRequest.limit(limit),
                cursor == null ? null : Place.decode(cursor));
    }
}
