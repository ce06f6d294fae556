package io.latchkey.broker.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Encodes parameters as {@code application/x-www-form-urlencoded}, for bodies and queries. The encoders of Netty and
 * JAX-RS are not suitable: Netty's cannot add parameters to a URL that has a query, and that of JAX-RS interprets
 * percent signs and braces in a value.
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

    /** Appends these parameters to the query of {@code url}. */
    public static String added(String url, Map<String, String> parameters) {
        return parameters.isEmpty() ? url : url + (url.contains("?") ? "&" : "?") + of(parameters);
    }
}
