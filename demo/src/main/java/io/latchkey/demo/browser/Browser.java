package io.latchkey.demo.browser;

import io.latchkey.demo.http.Http;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.jsoup.nodes.Element;

/**
 * One browser profile: it follows redirects, keeps cookies, submits forms with the {@code Origin} that a real one would
 * send, and runs no script. Each instance is another person's browser.
 */
public final class Browser {
    private static final int MOST_REDIRECTS = 20;

    private final Http http = new Http();
    private final CookieJar cookies = new CookieJar();
    private final List<URI> visited = new CopyOnWriteArrayList<>();

    /** Opens {@code uri}; a redirect to what {@code stop} accepts is not followed, and becomes the page. */
    public Page open(URI uri, Predicate<URI> stop) {
        return follow(uri, HttpRequest.newBuilder(uri).GET(), stop);
    }

    /** Opens {@code uri} and follows redirects. */
    public Page open(URI uri) {
        return open(uri, anywhere -> false);
    }

    /** Fetches {@code uri} with another method and other headers, for example as a preview does. */
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
                .POST(Http.form(fields));
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
        request.header("Accept", "text/html");
        var cookieHeader = cookies.headerFor(uri);
        if (!cookieHeader.isEmpty()) {
            request.header("Cookie", cookieHeader);
        }
        var answer = http.exchange(request);
        cookies.store(uri, answer.headers().allValues("Set-Cookie"));
        return answer;
    }

    /** The text {@code null} from a page whose policy suppresses its address; otherwise scheme, host and port. */
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
}
