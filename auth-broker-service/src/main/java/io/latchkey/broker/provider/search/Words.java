package io.latchkey.broker.provider.search;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The words of a text in the form in which they are compared: in lower case, without accents and punctuation. */
final class Words {
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    private Words() {}

    static List<String> of(String text) {
        var plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return BETWEEN.splitAsStream(plain).filter(word -> !word.isEmpty()).toList();
    }

    /** Whether each of {@code beginnings} begins one of {@code words}. */
    static boolean begin(List<String> beginnings, List<String> words) {
        for (var beginning : beginnings) {
            if (!beginsOneOf(beginning, words)) {
                return false;
            }
        }
        return true;
    }

    private static boolean beginsOneOf(String beginning, List<String> words) {
        for (var word : words) {
            if (word.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }
}
