package io.latchkey.broker.provider;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds what somebody may have meant. */
public final class Near {
    private static final int SUGGESTIONS = 3;

    private Near() {}

    /** Up to three of {@code known} that begin like {@code word} or differ from it in few letters; nearest first. */
    public static List<String> to(String word, Collection<String> known) {
        var wanted = word.toLowerCase(Locale.ROOT);
        var tolerance = Math.max(2, wanted.length() / 3);
        return known.stream()
                .filter(k -> distance(wanted, k) <= tolerance || (wanted.length() > 2 && k.startsWith(wanted)))
                .sorted(Comparator.<String>comparingInt(k -> distance(wanted, k))
                        .thenComparing(k -> k))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** Says what to use instead: the near ones if there are any, else all. */
    public static String remedy(String word, Collection<String> known) {
        var near = to(word, known);
        if (!near.isEmpty()) {
            return "Did you mean " + String.join(" or ", near) + "?";
        }
        return known.isEmpty() ? "There are none." : "Use one of: " + String.join(", ", known) + ".";
    }

    /** Levenshtein distance. */
    private static int distance(String a, String b) {
        var row = new int[b.length() + 1];
        for (var j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (var i = 1; i <= a.length(); i++) {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= b.length(); j++) {
                var replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
