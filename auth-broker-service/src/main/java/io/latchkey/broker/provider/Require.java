package io.latchkey.broker.provider;

import io.latchkey.settings.HttpUrl;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What every entry of the catalogue must satisfy. The messages address the author of the file. */
final class Require {
    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_.:-]{0,63}");
    private static final Pattern SCHEME = Pattern.compile("[\\w!#$%&'*+.^`|~-]{1,64}");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([A-Za-z][A-Za-z0-9_]*)}");

    private Require() {}

    static String id(String field, @Nullable String value) {
        if (value == null || !ID.matcher(value).matches()) {
            throw new IllegalArgumentException(
                    field + " must begin with a lower-case letter or digit and hold only those and _ . : -");
        }
        return value;
    }

    static <T> T present(String field, @Nullable T value) {
        if (value == null || (value instanceof String text && text.isBlank())) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return value;
    }

    /** An absolute URL without fragment or user info. */
    static String url(String field, @Nullable String value) {
        var uri = parse(field, PLACEHOLDER.matcher(present(field, value)).replaceAll("x"));
        if (uri.getHost() == null || uri.getRawFragment() != null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(field + " must be an absolute URL without fragment and user info");
        }
        return value;
    }

    /** A URL that leads to https; to http on loopback only, or on {@code plainHosts}. */
    static void confidential(String url, Set<String> plainHosts) {
        var uri = parse(url, PLACEHOLDER.matcher(url).replaceAll("x"));
        var mayBePlain = HttpUrl.isLoopback(uri.getHost()) || plainHosts.contains(uri.getHost());
        if (!"https".equals(uri.getScheme()) && !("http".equals(uri.getScheme()) && mayBePlain)) {
            throw new IllegalArgumentException(url + " must be https (http is for loopback only)");
        }
    }

    /** An authentication scheme (RFC 9110, section 11.1). */
    static String scheme(String field, String value) {
        if (!SCHEME.matcher(value).matches()) {
            throw new IllegalArgumentException(field + " must be an authentication scheme such as Bearer");
        }
        return value;
    }

    /** A JSON pointer (RFC 6901). */
    static String pointer(String field, @Nullable String value) {
        if (!present(field, value).startsWith("/")) {
            throw new IllegalArgumentException(field + " must be a JSON pointer such as /id");
        }
        return value;
    }

    static Duration positive(String field, Duration value) {
        if (notNegative(field, value).isZero()) {
            throw new IllegalArgumentException(field + " must be longer than zero");
        }
        return value;
    }

    static Duration notNegative(String field, Duration value) {
        if (value.isNegative()) {
            throw new IllegalArgumentException(field + " can't be negative");
        }
        return value;
    }

    static <T> List<T> distinct(String field, List<T> values, Function<T, String> id) {
        var list = List.copyOf(values);
        var ids = list.stream().map(id).collect(Collectors.toSet());
        if (ids.size() < list.size()) {
            throw new IllegalArgumentException(field + " names an id twice");
        }
        return list;
    }

    private static URI parse(String field, String value) {
        try {
            return new URI(value);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(field + " is no URL: " + e.getReason(), e);
        }
    }
}
