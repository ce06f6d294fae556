package io.latchkey.catalog.rule;

import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * What every entry of the catalog must satisfy. Each method returns the value, or fails with an
 * {@link InvalidFieldException} that the author of the file reads.
 */
public final class Require {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_.:-]{0,63}");
    private static final Pattern TOKEN = Pattern.compile("[\\w!#$%&'*+.^`|~-]{1,64}");
    /** Of a header field, without obsolete characters (RFC 9110, section 5.5). */
    private static final Pattern FIELD_VALUE = Pattern.compile("[\\x21-\\x7e]([\\x20-\\x7e]*[\\x21-\\x7e])?");

    private static final Pattern SENTENCE = Pattern.compile("\\S.*\\.");

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_.:-]*)}");

    private Require() {}

    public static String id(String field, @Nullable String value) {
        return matching(
                field,
                present(field, value),
                ID,
                "must begin with a lower-case letter or digit, and contain only these and _ . : -");
    }

    public static <T> T present(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new InvalidFieldException(field, "is missing");
        }
        return value;
    }

    /** A sentence that people read beside others. */
    public static String sentence(String field, String value) {
        return matching(field, present(field, value), SENTENCE, "must be one line that ends with a full stop");
    }

    /** An absolute URL without fragment or user info; it may contain placeholders such as {@code {shop}}. */
    public static String url(String field, @Nullable String value) {
        var url = present(field, value);
        var uri = parsed(field, url);
        if (uri.getHost() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new InvalidFieldException(field, "must be an absolute URL without fragment and user info");
        }
        return url;
    }

    /** The URL of a page for people, of which a fragment names a part. */
    public static String page(String field, @Nullable String value) {
        var url = present(field, value);
        var uri = parsed(field, url);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new InvalidFieldException(field, "must be an https URL without user info");
        }
        return url;
    }

    /** A token of HTTP (RFC 9110, section 5.6.2): the name of a header, or an authentication scheme. */
    public static String token(String field, @Nullable String value) {
        return matching(field, present(field, value), TOKEN, "must be an HTTP token such as Bearer or X-Api-Key");
    }

    /** Constant header fields of a request. */
    public static Map<String, String> headers(String field, Map<String, String> values) {
        values.forEach((name, value) -> {
            var at = field + "." + name;
            var unusedName = token(at, name);
            var unusedValue = matching(at, present(at, value), FIELD_VALUE, "must be printable ASCII");
        });
        return Map.copyOf(values);
    }

    /** Values of which none is among {@code others}. */
    public static <T> Set<T> disjoint(String field, Set<T> values, Set<T> others) {
        values.stream().filter(others::contains).findFirst().ifPresent(both -> {
            throw new InvalidFieldException(field, "contains " + both + ", which means the opposite already");
        });
        return values;
    }

    /** A JSON pointer (RFC 6901), of which the empty one refers to the whole body. */
    public static String pointer(String field, @Nullable String value) {
        if (value == null) {
            throw new InvalidFieldException(field, "is missing");
        }
        if (!value.isEmpty() && !value.startsWith("/")) {
            throw new InvalidFieldException(field, "must be a JSON pointer such as /id");
        }
        return value;
    }

    /** A JSON pointer; null: none. */
    public static @Nullable String optionalPointer(String field, @Nullable String value) {
        return value == null ? null : pointer(field, value);
    }

    /** A regular expression. */
    public static String pattern(String field, String value) {
        try {
            return Pattern.compile(value).pattern();
        } catch (PatternSyntaxException e) {
            throw new InvalidFieldException(field, "is not a valid regular expression: " + e.getDescription());
        }
    }

    public static Duration positive(String field, Duration value) {
        if (notNegative(field, value).isZero()) {
            throw new InvalidFieldException(field, "must be positive");
        }
        return value;
    }

    public static Duration notNegative(String field, Duration value) {
        if (value.isNegative()) {
            throw new InvalidFieldException(field, "must not be negative");
        }
        return value;
    }

    /** A list without duplicate ids. */
    public static <T> List<T> distinct(String field, List<T> values, Function<T, String> id) {
        var list = List.copyOf(values);
        var ids = list.stream().map(id).toList();
        for (var i = 0; i < ids.size(); i++) {
            var first = ids.indexOf(ids.get(i));
            if (first < i) {
                throw new InvalidFieldException(
                        field + "." + i + ".id", "is " + ids.get(i) + ", as in " + field + "." + first);
            }
        }
        return list;
    }

    /** The URL with a letter in place of each placeholder. */
    public static URI parsed(String field, String url) {
        try {
            return new URI(PLACEHOLDER.matcher(url).replaceAll("x"));
        } catch (URISyntaxException e) {
            throw new InvalidFieldException(field, "is not a URL: " + e.getReason());
        }
    }

    /**
     * Whether {@code url} leads to https, or to a host that may be reached without.
     *
     * @param mayBePlain whether a host may be reached over plain http
     */
    public static boolean isConfidential(URI url, Predicate<String> mayBePlain) {
        return "https".equals(url.getScheme()) || ("http".equals(url.getScheme()) && mayBePlain.test(url.getHost()));
    }

    private static String matching(String field, String value, Pattern pattern, String otherwise) {
        if (!pattern.matcher(value).matches()) {
            throw new InvalidFieldException(field, otherwise);
        }
        return value;
    }
}
