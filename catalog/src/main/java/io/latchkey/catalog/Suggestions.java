package io.latchkey.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds known words that are similar to a misspelled one. */
public final class Suggestions {
    private static final int AT_MOST = 3;

    /** How many words a sentence lists, so that a person still reads it. */
    private static final int MOST_LISTED = 40;

    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    private Suggestions() {}

    /** Up to three of {@code known} that begin like {@code word} or differ from it in few letters; nearest first. */
    public static List<String> to(String word, Collection<String> known) {
        var wanted = word.toLowerCase(Locale.ROOT);
        var tolerance = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(k -> DISTANCE.apply(wanted, k) <= tolerance || (wanted.length() > 2 && k.startsWith(wanted)))
                .sorted(Comparator.<String>comparingInt(k -> DISTANCE.apply(wanted, k))
                        .thenComparing(k -> k))
                .limit(AT_MOST)
                .toList();
    }

    /** A sentence with the similar words or, if there are none, all words, of which it lists the first 40. */
    public static String remedy(String word, Collection<String> known) {
        var near = to(word, known);
        if (!near.isEmpty()) {
            return "Did you mean " + String.join(" or ", near) + "?";
        }
        if (known.isEmpty()) {
            return "No values are allowed.";
        }
        var others = known.size() - MOST_LISTED;
        var listed = known.stream().limit(MOST_LISTED).collect(Collectors.joining(", ", "Use one of: ", ""));
        return listed + (others > 0 ? ", and " + others + " others." : ".");
    }
}
