package io.latchkey.broker.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Encodes parameters as {@code application/x-www-form-urlencoded}, for bodies and queries. The encoders of Netty and
 * JAX-RS are not suitable: Netty's cannot add parameters to a URL that has a query, and that of JAX-RS interprets
 * percent signs and braces in a value.
 */
public final class FormEncoding {
    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    private FormEncoding() {}

    /** One parameter, decoded. A name can occur several times. */
    public record Parameter(String name, String value) {}

    public static String of(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> of(parameter.getKey()) + "=" + of(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String of(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** Appends these parameters to the query of {@code url}. */
    public static String added(String url, Map<String, String> parameters) {
        return parameters.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + of(parameters);
    }

    /**
     * The parameters of a form or a query, in order. Fails with an {@link IllegalArgumentException} for a percent sign
     * that begins no encoded byte.
     */
    public static List<Parameter> parsed(String encoded) {
        return Arrays.stream(encoded.split("&"))
                .filter(pair -> !pair.isEmpty())
                .map(pair -> pair.split("=", 2))
                .map(pair -> new Parameter(decoded(pair[0]), pair.length == 2 ? decoded(pair[1]) : ""))
                .toList();
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, UTF_8);
    }
}
