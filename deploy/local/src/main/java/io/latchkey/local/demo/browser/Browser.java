package io.latchkey.local.demo.browser;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jsoup.nodes.Element;

/**
 * One browser profile: it follows redirects, keeps cookies, submits forms with the {@code Origin} that a real one would
 * send, and runs no script. Each instance is another person's browser.
 */
public final class Browser {
    private static final int MOST_REDIRECTS = 20;

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(5))
            .build();
    private final CookieJar cookies = new CookieJar();
    private final List<URI> visited = new CopyOnWriteArrayList<>();

    /** Opens {@code uri}; a redirect to what {@code stop} accepts is not followed, and becomes the page. */
    public Page open(URI uri, Predicate<URI> stop) {
        return follow(uri, HttpRequest.newBuilder(uri).GET(), stop);
    }

    /** Opens {@code uri}, wherever it leads. */
    public Page open(URI uri) {
        return open(uri, anywhere -> false);
    }

    /** Fetches {@code uri} as no person does, for a preview say: with a method and headers of its own. */
    public Page fetch(String method, URI uri, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody());
        headers.forEach(request::header);
        var answer = send(uri, request);
        return new Page(uri, answer.statusCode(), answer.headers(), answer.body());
    }

    /** Presses {@code button} of {@code form} on {@code page}, with what the page filled in and {@code typed}. */
    public Page submit(Page page, Element form, Element button, Map<String, String> typed, Predicate<URI> stop) {
        var fields = filledIn(form);
        fields.putAll(typed);
        if (button.hasAttr("name")) {
            fields.put(button.attr("name"), button.attr("value"));
        }
        var action = form.hasAttr("action") ? URI.create(form.absUrl("action")) : page.uri();
        return post(action, fields, originOf(page), stop);
    }

    /** Posts a form as from a page of {@code origin}. */
    public Page post(URI action, Map<String, String> fields, String origin, Predicate<URI> stop) {
        var request = HttpRequest.newBuilder(action)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", origin)
                .POST(BodyPublishers.ofString(encode(fields)));
        return follow(action, request, stop);
    }

    /** Every address asked for or redirected to, in order. */
    public List<URI> visited() {
        return List.copyOf(visited);
    }

    private Page follow(URI first, HttpRequest.Builder request, Predicate<URI> stop) {
        var uri = first;
        var next = request;
        for (int i = 0; i < MOST_REDIRECTS; i++) {
            visited.add(uri);
            var answer = send(uri, next);
            var location = answer.headers().firstValue("Location");
            if (answer.statusCode() / 100 != 3 || location.isEmpty()) {
                return new Page(uri, answer.statusCode(), answer.headers(), answer.body());
            }
            uri = uri.resolve(location.get());
            if (stop.test(uri)) {
                visited.add(uri);
                return Page.notFetched(uri);
            }
            next = HttpRequest.newBuilder(uri).GET();
        }
        throw new IllegalStateException("more than " + MOST_REDIRECTS + " redirects from " + first.getPath());
    }

    private HttpResponse<String> send(URI uri, HttpRequest.Builder request) {
        request.timeout(Duration.ofSeconds(30)).header("Accept", "text/html");
        var cookieHeader = cookies.headerFor(uri);
        if (!cookieHeader.isEmpty()) {
            request.header("Cookie", cookieHeader);
        }
        try {
            var answer = http.send(request.build(), BodyHandlers.ofString());
            cookies.store(uri, answer.headers().allValues("Set-Cookie"));
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException("no answer from " + uri.getAuthority(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }

    /** {@code null}, in words, from a page that forbids its address to be told; else scheme, host and port. */
    private static String originOf(Page page) {
        return page.headers()
                        .firstValue("Referrer-Policy")
                        .filter("no-referrer"::equals)
                        .isPresent()
                ? "null"
                : page.uri().getScheme() + "://" + page.uri().getAuthority();
    }

    private static Map<String, String> filledIn(Element form) {
        var fields = new LinkedHashMap<String, String>();
        form.select("input[name]").stream()
                .filter(input -> !List.of("submit", "button", "image").contains(input.attr("type")))
                .filter(input -> !List.of("checkbox", "radio").contains(input.attr("type")) || input.hasAttr("checked"))
                .forEach(input -> fields.put(input.attr("name"), input.attr("value")));
        return fields;
    }

    private static String encode(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(e -> URLEncoder.encode(e.getKey(), StandardCharsets.UTF_8) + "="
                        + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
