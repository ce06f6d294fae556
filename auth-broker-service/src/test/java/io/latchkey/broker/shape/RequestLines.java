package io.latchkey.broker.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.testkit.provider.ReceivedRequest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A request as a transcript has it: decoded, with Basic credentials in clear and JSON in one form. */
final class RequestLines {
    /** Those of the connection, and of every client; the browser has Accept besides. */
    private static final Set<String> COMMON =
            Set.of("host", "connection", "cookie", "content-length", "accept-encoding", "upgrade", "http2-settings");

    private RequestLines() {}

    static List<String> of(ReceivedRequest request) {
        var lines = new ArrayList<String>();
        lines.add(request.method() + " " + request.path());
        request.query().forEach((name, value) -> lines.add("?" + name + "=" + value));
        request.headers()
                .forEach((name, values) ->
                        values.forEach(value -> addHeader(lines, name.toLowerCase(Locale.ROOT), value)));
        if (request.body().startsWith("{") || request.body().startsWith("[")) {
            lines.add(Json.ordered(request.body()));
        } else if (request.form().isEmpty() && !request.body().isEmpty()) {
            lines.add(request.body());
        } else {
            request.form().forEach((name, value) -> lines.add(name + "=" + value));
        }
        return lines;
    }

    private static void addHeader(List<String> lines, String name, String value) {
        if (!COMMON.contains(name)
                && !value.equals("text/html")
                && !value.equals("Latchkey")
                && !value.startsWith("Java-http-client/")) {
            lines.add(name + ": " + (value.startsWith("Basic ") ? "Basic " + decoded(value.substring(6)) : value));
        }
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), UTF_8);
    }
}
