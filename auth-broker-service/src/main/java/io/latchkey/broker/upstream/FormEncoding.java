package io.latchkey.broker.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Parameters as {@code application/x-www-form-urlencoded}, for bodies and queries. The encoders of Netty and JAX-RS do not
 * serve: the one can't add to a URL that has a query, the other takes percent signs and braces of a value for its own.
 */
public final class FormEncoding {
    private FormEncoding() {}

    public static String of(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> of(parameter.getKey()) + "=" + of(parameter.getValue()))
                .collect(Collectors.joining("&"));
    }

    public static String of(String text) {
        return URLEncoder.encode(text, UTF_8);
    }

    /** {@code url} with these parameters after those that it has. */
    public static String added(String url, Map<String, String> parameters) {
        return parameters.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + of(parameters);
    }
}
