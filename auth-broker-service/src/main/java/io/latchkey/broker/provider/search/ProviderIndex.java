package io.latchkey.broker.provider.search;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.edge.page.Page;
import io.latchkey.work.failure.Invalid;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The providers of one version of the catalog, prepared for searches: a search compares words and folds none. Immutable.
 *
 * <ol>
 *   <li>Each word of a search must begin a word of the provider's name, id or category.
 *   <li>Providers whose name begins with the search come first, then those whose name has all words, then the others;
 *       within each group they are ordered by name.
 * </ol>
 */
public final class ProviderIndex {
    private static final int NAME_EQUAL = 0;
    private static final int NAME_BEGINS = 1;
    private static final int NAME_HAS_WORDS = 2;
    private static final int HAS_WORDS = 3;
    private static final int NONE = 4;

    private final List<Entry> byName;
    private final SortedSet<String> categories;

    /**
     * A provider with its words.
     *
     * @param name the words of the name, as one text
     * @param all the words of name, id and category
     */
    private record Entry(Provider provider, String name, List<String> nameWords, List<String> all) {
        static Entry of(Provider provider) {
            var name = Words.of(provider.name());
            var all = Stream.of(name, Words.of(provider.id()), Words.of(provider.category()))
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
            return new Entry(provider, String.join(" ", name), name, all);
        }

        int rank(List<String> words, String phrase) {
            if (name.startsWith(phrase)) {
                return name.length() == phrase.length() ? NAME_EQUAL : NAME_BEGINS;
            }
            if (!Words.begin(words, all)) {
                return NONE;
            }
            return Words.begin(words, nameWords) ? NAME_HAS_WORDS : HAS_WORDS;
        }
    }

    private record Match(int rank, Entry entry) {
        Place place() {
            return new Place(rank, entry.name, entry.provider.id());
        }
    }

    public ProviderIndex(Catalog catalog) {
        byName = catalog.all().stream()
                .map(Entry::of)
                .sorted(Comparator.comparing(Entry::name).thenComparing(entry -> entry.provider.id()))
                .toList();
        categories = catalog.all().stream().map(Provider::category).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Fails if the search names a category that no provider has. */
    public <T> Page<T> page(ProviderSearch search, Function<Provider, T> view) {
        requireKnown(search);
        var matches = matches(search);
        boolean more = matches.size() > search.limit();
        var shown = more ? matches.subList(0, search.limit()) : matches;
        var next = more ? shown.get(shown.size() - 1).place().encode() : null;
        return new Page<>(
                shown.stream().map(match -> view.apply(match.entry.provider)).toList(), next);
    }

    private void requireKnown(ProviderSearch search) {
        var category = search.category();
        if (category != null && !categories.contains(category)) {
            throw new Invalid("category", "No provider has this category.", Suggestions.remedy(category, categories));
        }
    }

    /** Those behind the page before, the best first: a stable sort keeps the order by name within a rank. */
    private List<Match> matches(ProviderSearch search) {
        var words = search.words();
        var phrase = String.join(" ", words);
        var matches = new ArrayList<Match>();
        for (var entry : byName) {
            int rank = words.isEmpty() ? NAME_EQUAL : entry.rank(words, phrase);
            if (rank < NONE && isIn(entry, search)) {
                matches.add(new Match(rank, entry));
            }
        }
        matches.sort(Comparator.comparingInt(Match::rank));
        var after = search.after();
        return after == null
                ? matches
                : matches.stream()
                        .filter(match -> match.place().compareTo(after) > 0)
                        .toList();
    }

    private static boolean isIn(Entry entry, ProviderSearch search) {
        return search.category() == null || search.category().equals(entry.provider.category());
    }
}
