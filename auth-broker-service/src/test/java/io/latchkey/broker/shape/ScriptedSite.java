package io.latchkey.broker.shape;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import io.latchkey.broker.shape.Transcript.Exchange;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Answers the requests that a transcript expects, and keeps what differs from it. In a response, {@code jwt({...})}
 * becomes a token with these claims.
 */
final class ScriptedSite implements Answer {
    private static final int UNEXPECTED = 599;
    private static final Pattern HEADER = Pattern.compile("[A-Za-z-]+: .*");

    private static final Pattern JWT = Pattern.compile("jwt\\((\\{.*?})\\)");

    private final FakeProvider fake;
    private final Variables variables;
    private final Deque<Exchange> expected = new ArrayDeque<>();
    private final List<String> differences = new ArrayList<>();

    ScriptedSite(FakeProvider fake, Variables variables) {
        this.fake = fake;
        this.variables = variables;
        fake.always(Endpoint.ELSEWHERE, this);
    }

    synchronized void expect(Collection<Exchange> exchanges) {
        expected.addAll(exchanges);
    }

    /** What did not happen as it should; empty once everything did. */
    synchronized List<String> differences() {
        var all = new ArrayList<>(differences);
        expected.forEach(exchange -> all.add("not received: " + exchange.request()));
        return all;
    }

    @Override
    public void to(HttpExchange exchange) throws IOException {
        answer().to(exchange);
    }

    private synchronized Answer answer() {
        var all = fake.received(Endpoint.ELSEWHERE);
        var received = RequestLines.of(all.get(all.size() - 1));
        var next = expected.peek();
        if (next == null || !matches(next.request(), received)) {
            differences.add("received: " + received + ", not: " + (next == null ? "nothing" : next.request()));
            return Answer.status(UNEXPECTED);
        }
        expected.remove();
        return answer(next.response());
    }

    private boolean matches(List<String> request, List<String> received) {
        var left = new ArrayList<>(received);
        return request.stream().allMatch(line -> {
                    var template = line.startsWith("{") || line.startsWith("[") ? Json.ordered(line) : line;
                    var found = left.stream()
                            .filter(text -> variables.match(template, text))
                            .findFirst();
                    return found.map(left::remove).orElse(false);
                })
                && left.isEmpty();
    }

    private Answer answer(List<String> response) {
        var status = Integer.parseInt(response.get(0));
        var headers = response.stream().skip(1).filter(ScriptedSite::isHeader).toList();
        var body = String.join(
                "\n",
                response.stream().skip(1 + headers.size()).map(variables::fill).toList());
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            for (var header : headers) {
                var parts = header.split(": ", 2);
                exchange.getResponseHeaders().set(parts[0], variables.fill(parts[1]));
            }
            var bytes =
                    JWT.matcher(body).replaceAll(jwt -> encoded(jwt.group(1))).getBytes(UTF_8);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    private static String encoded(String claims) {
        var base64 = Base64.getUrlEncoder().withoutPadding();
        return base64.encodeToString("{\"alg\":\"RS256\"}".getBytes(UTF_8)) + "."
                + base64.encodeToString(claims.getBytes(UTF_8)) + ".c2lnbmVk";
    }

    private static boolean isHeader(String line) {
        return HEADER.matcher(line).matches();
    }
}
