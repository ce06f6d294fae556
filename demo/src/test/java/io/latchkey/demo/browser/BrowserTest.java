package io.latchkey.demo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class BrowserTest {
    private final Browser browser = new Browser();
    private HttpServer server;
    private String base;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        base = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext(
                "/form",
                exchange -> answer(
                        exchange,
                        "<form action='/echo'><input type=hidden name=csrf value='a b'><input name=who>"
                                + "<input type=submit name=accept value=Yes><input type=submit name=cancel value=No></form>"));
        server.createContext(
                "/echo",
                exchange -> answer(
                        exchange,
                        new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " from "
                                + exchange.getRequestHeaders().getFirst("Origin")));
        server.createContext("/cookies", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=1; Path=/realm; Secure; HttpOnly; SameSite=None");
            exchange.getResponseHeaders().add("Location", "/realm/page");
            exchange.sendResponseHeaders(302, -1);
        });
        server.createContext("/realm", exchange -> answer(exchange, cookies(exchange)));
        server.createContext("/other", exchange -> answer(exchange, cookies(exchange)));
        server.createContext("/gone", exchange -> {
            exchange.getResponseHeaders().add("Set-Cookie", "session=; Path=/realm; Max-Age=0");
            answer(exchange, "");
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        server.stop(0);
    }

    @Test
    void secureCookiesTravelOnLoopbackButOnlyBelowTheirPath() {
        var page = browser.open(uri("/cookies"));

        assertThat(page.uri()).isEqualTo(uri("/realm/page"));
        assertThat(page.text()).isEqualTo("session=1");
        assertThat(browser.open(uri("/other")).text()).isEqualTo("none");
    }

    @Test
    void aCookieThatIsTakenBackIsGone() {
        browser.open(uri("/cookies"));

        browser.open(uri("/gone"));

        assertThat(browser.open(uri("/realm/page")).text()).isEqualTo("none");
    }

    @Test
    void aFormIsSentWithItsHiddenFieldsThePressedButtonAndTheOrigin() {
        var page = browser.open(uri("/form"));
        var form = page.formWith("[name=accept]").orElseThrow();

        var answer = browser.submit(page, form, form.selectFirst("[name=accept]"), Map.of("who", "ö"), uri -> false);

        assertThat(answer.text()).isEqualTo("csrf=a+b&who=%C3%B6&accept=Yes from " + base);
    }

    @Test
    void itStopsBeforeWhatItIsToldNotToOpen() {
        var page = browser.open(uri("/cookies"), uri -> uri.getPath().startsWith("/realm"));

        assertThat(page.status()).isZero();
        assertThat(page.uri()).isEqualTo(uri("/realm/page"));
    }

    private URI uri(String path) {
        return URI.create(base + path);
    }

    private static String cookies(HttpExchange exchange) {
        var cookies = exchange.getRequestHeaders().getFirst("Cookie");
        return cookies == null ? "none" : cookies;
    }

    private static void answer(HttpExchange exchange, String html) throws IOException {
        var bytes = html.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }
}
