package io.latchkey.broker.upstream.failure;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses the parameters of {@code WWW-Authenticate} (RFC 9110, section 11.6.1; RFC 6750, section 3): several
 * challenges, each with a scheme and with quoted or unquoted values, in one or more headers. Text that is not a
 * parameter is skipped.
 */
final class Challenges {
    private static final Pattern PIECE = Pattern.compile(
            "(?<name>[\\w!#$%&'*+.^`|~-]+)\\s*=\\s*(?:\"(?<quoted>(?:[^\"\\\\]|\\\\.)*+)\"|(?<plain>[\\w!#$%&'*+.^`|~-]+))"
                    + "|\"(?:[^\"\\\\]|\\\\.)*+\"");
    private static final int LONGEST = 4096;

    private Challenges() {}

    /** The values of the parameter {@code error}, or that of OAuth 1.0a, in all challenges, in order. */
    static Stream<String> errors(List<String> headers) {
        return headers.stream()
                .flatMap(header -> Stream.of("error", "oauth_problem").flatMap(name -> values(header, name).stream()));
    }

    private static List<String> values(String header, String wanted) {
        var values = new ArrayList<String>();
        var pieces = PIECE.matcher(header.substring(0, Math.min(header.length(), LONGEST)));
        while (pieces.find()) {
            if (wanted.equalsIgnoreCase(pieces.group("name"))) {
                var quoted = pieces.group("quoted");
                values.add(quoted == null ? pieces.group("plain") : quoted.replaceAll("\\\\(.)", "$1"));
            }
        }
        return values;
    }
}
