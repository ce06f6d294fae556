package io.latchkey.catalog.error;

import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Error codes of a provider that mean the same. They count with any HTTP status.
 *
 * @param codes as the provider spells them; letters count without their case
 * @param at JSON pointers (RFC 6901) to a code, a list of codes, or a text that has one as a word; none: the usual
 *     places, such as {@code error}
 * @param prefix what may precede a code, as in {@code AADSTS50076}; Latchkey reports the code with it. Empty: nothing
 */
public record ErrorRule(Set<String> codes, List<String> at, String prefix, ErrorMeaning means) {
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\w-]+");

    public ErrorRule {
        if (codes.isEmpty()) {
            throw new InvalidFieldException("codes", "is missing");
        }
        codes.stream().filter(code -> !CODE.matcher(code).matches()).findFirst().ifPresent(code -> {
            throw new InvalidFieldException(
                    "codes", "may hold only letters, digits and _ . - in a code: " + code + " has others");
        });
        codes = codes.stream().map(ErrorRule::lower).collect(Collectors.toUnmodifiableSet());
        at = at.stream().map(pointer -> Require.pointer("at", pointer)).toList();
        prefix = prefix == null ? "" : lower(prefix);
        means = Require.present("means", means);
    }

    /** The code that {@code text} names, as Latchkey reports it; empty: none of these. */
    public Optional<String> namedBy(String text) {
        var words = at.isEmpty() ? Stream.<String>empty() : Arrays.stream(BETWEEN_WORDS.split(text));
        return Stream.concat(Stream.of(text), words)
                .map(ErrorRule::lower)
                .map(word -> word.startsWith(prefix) ? word.substring(prefix.length()) : word)
                .filter(codes::contains)
                .findFirst()
                .map(code -> prefix + code);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
