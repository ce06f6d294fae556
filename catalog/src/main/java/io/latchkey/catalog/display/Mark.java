package io.latchkey.catalog.display;

import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The initials that stand for a provider in lists and on pages, in white on a colour. It is neutral: logos are
 * trademarks.
 *
 * @param initials one to three letters or digits; null: those of the name
 * @param colour such as {@code "#1f4e79"}, dark enough for white letters; null: one that the name decides
 */
public record Mark(@Nullable String initials, @Nullable String colour) {
    private static final Pattern INITIALS = Pattern.compile("[\\p{L}\\p{N}]{1,3}");
    private static final Pattern COLOUR = Pattern.compile("#[0-9a-fA-F]{6}");
    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** WCAG 2.2, success criterion 1.4.3. */
    private static final double LEAST_CONTRAST = 4.5;

    /** Of a name without letters and digits. */
    private static final String NO_INITIALS = "X";

    private static final List<String> COLOURS = List.of(
            "#1f4e79", "#7a3b1d", "#2e6b34", "#6a2c70", "#8a1c3c", "#1d6b72", "#4a4e8a", "#5c5330", "#3f3f46",
            "#8f3d56");

    public Mark {
        if (initials != null && !INITIALS.matcher(initials).matches()) {
            throw new InvalidFieldException("initials", "must be one to three letters or digits");
        }
        if (colour != null && !COLOUR.matcher(colour).matches()) {
            throw new InvalidFieldException("colour", "must be a colour such as \"#1f4e79\"");
        }
        if (colour != null && contrastToWhite(colour) < LEAST_CONTRAST) {
            throw new InvalidFieldException("colour", "must be darker, so that white letters on it are readable");
        }
    }

    /** The mark of the provider {@code name}, with the values of {@code declared}, if there are any. */
    public static Mark of(String name, @Nullable Mark declared) {
        var initials = declared == null ? null : declared.initials;
        var colour = declared == null ? null : declared.colour;
        return new Mark(
                initials == null ? initialsOf(name) : initials,
                colour == null ? COLOURS.get(Math.floorMod(name.hashCode(), COLOURS.size())) : colour);
    }

    /** The first characters of the first two words, or the first two characters of the only one. */
    private static String initialsOf(String name) {
        var words =
                NOT_IN_WORDS.splitAsStream(name).filter(word -> !word.isEmpty()).toList();
        if (words.isEmpty()) {
            return NO_INITIALS;
        }
        var characters = words.size() == 1
                ? first(words.get(0), 2)
                : words.stream().limit(2).map(word -> first(word, 1)).collect(Collectors.joining());
        return characters.toUpperCase(Locale.ROOT);
    }

    private static String first(String word, int characters) {
        return word.substring(
                0, word.offsetByCodePoints(0, Math.min(characters, word.codePointCount(0, word.length()))));
    }

    private static double contrastToWhite(String colour) {
        var luminance = 0.2126 * linear(colour, 1) + 0.7152 * linear(colour, 3) + 0.0722 * linear(colour, 5);
        return 1.05 / (luminance + 0.05);
    }

    private static double linear(String colour, int at) {
        var part = Integer.parseInt(colour, at, at + 2, 16) / 255.0;
        return part <= 0.04045 ? part / 12.92 : Math.pow((part + 0.055) / 1.055, 2.4);
    }
}
