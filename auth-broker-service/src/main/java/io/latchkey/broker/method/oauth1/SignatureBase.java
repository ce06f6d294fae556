package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.catalog.parameter.PercentEncoding;
import java.net.URI;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text that is signed (RFC 5849, section 3.4.1). */
final class SignatureBase {
    private static final Comparator<Parameter> BY_ENCODED_NAME_AND_VALUE =
            Comparator.comparing(Parameter::name).thenComparing(Parameter::value);

    private SignatureBase() {}

    /** @param protocol the parameters of the header {@code Authorization}, without {@code realm} */
    static String of(UnsignedRequest request, Collection<Parameter> protocol) {
        var query = request.url().getRawQuery();
        var parameters = Stream.of(
                        query == null ? List.<Parameter>of() : FormEncoding.parsed(query), request.form(), protocol)
                .flatMap(Collection::stream);
        return String.join(
                "&",
                PercentEncoding.of(request.method().toUpperCase(Locale.ROOT)),
                PercentEncoding.of(uri(request.url())),
                PercentEncoding.of(normalized(parameters)));
    }

    /** Section 3.4.1.2: lower-case scheme and host, no default port, neither query nor fragment. */
    private static String uri(URI url) {
        var scheme = url.getScheme().toLowerCase(Locale.ROOT);
        var host = Objects.requireNonNull(url.getHost(), "host").toLowerCase(Locale.ROOT);
        var isUsual = url.getPort() < 0 || url.getPort() == (scheme.equals("https") ? 443 : 80);
        var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return scheme + "://" + host + (isUsual ? "" : ":" + url.getPort()) + path;
    }

    /** Section 3.4.1.3.2: encoded first, and sorted then. Duplicates are kept. */
    private static String normalized(Stream<Parameter> parameters) {
        return parameters
                .map(parameter ->
                        new Parameter(PercentEncoding.of(parameter.name()), PercentEncoding.of(parameter.value())))
                .sorted(BY_ENCODED_NAME_AND_VALUE)
                .map(parameter -> parameter.name() + "=" + parameter.value())
                .collect(Collectors.joining("&"));
    }
}
