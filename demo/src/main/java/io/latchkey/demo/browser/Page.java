package io.latchkey.demo.browser;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/**
 * A page that a browser shows.
 *
 * @param status of the answer; 0 where the browser stopped before it asked
 */
public record Page(URI uri, int status, HttpHeaders headers, String html) {
    private static final HttpHeaders NONE = HttpHeaders.of(Map.of(), (name, value) -> true);

    static Page notFetched(URI uri) {
        return new Page(uri, 0, NONE, "");
    }

    public Document document() {
        return Jsoup.parse(html, uri.toString());
    }

    /** The visible text, for assertions and error messages. */
    public String text() {
        return document().text();
    }

    /** The first form with an element that matches, if there is one. */
    public Optional<Element> formWith(String selector) {
        return document().select("form").stream()
                .filter(form -> form.selectFirst(selector) != null)
                .findFirst();
    }

    public List<Element> links() {
        return document().select("a[href]");
    }
}
