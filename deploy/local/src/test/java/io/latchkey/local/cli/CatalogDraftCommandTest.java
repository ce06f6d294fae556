package io.latchkey.local.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogDraftCommandTest {
    private static final String OPENID = "/.well-known/openid-configuration";

    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();
    private final Map<String, String> documents = new ConcurrentHashMap<>();
    private HttpServer server;
    private String issuer;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4);
        issuer = "http://127.0.0.1:" + server.getAddress().getPort();
        server.createContext("/", exchange -> {
            var document = documents.get(exchange.getRequestURI().getPath());
            var body = document == null ? new byte[0] : document.getBytes(UTF_8);
            exchange.getResponseHeaders().set("Location", issuer + OPENID);
            var moved = exchange.getRequestURI().getPath().startsWith("/moved");
            exchange.sendResponseHeaders(
                    moved ? 302 : document == null ? 404 : 200, body.length == 0 ? -1 : body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        documents.put(OPENID, """
                {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token"}
                """.formatted(issuer));
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void theDraftIsPrinted() {
        assertThat(draft(issuer)).isZero();
        assertThat(lines())
                .contains("# Drafted from " + issuer + OPENID, "id: \"127-0-0-1\"", "      url: " + issuer + "/token");
    }

    @Test
    void theDraftIsWrittenToAFileThatTheCheckAccepts() {
        assertThat(draft(issuer, folder.toString(), "--id=acme", "--name=Acme")).isZero();
        assertThat(folder.resolve("acme.yaml")).content().contains("name: Acme\n");
        assertThat(run("catalog", "check", folder.toString())).isZero();

        assertThat(draft(issuer, folder.toString(), "--id=acme")).isEqualTo(1);
        assertThat(lines()).last().isEqualTo("acme.yaml exists already: delete it, or give another --id");
        assertThat(folder.resolve("acme.yaml")).content().contains("name: Acme\n");
    }

    @Test
    void whyThereIsNoDraftIsPrintedForEachLocation() {
        documents.put(OPENID, "x".repeat(2 << 20));

        assertThat(draft(issuer)).isEqualTo(1);
        assertThat(lines())
                .startsWith(
                        issuer + "/.well-known/oauth-protected-resource responds with status 404",
                        issuer + OPENID + " is too large",
                        issuer + "/.well-known/oauth-authorization-server responds with status 404");
    }

    @Test
    void redirectsAreNotFollowed() {
        assertThat(draft(issuer + "/moved/")).isEqualTo(1);
        assertThat(lines()).contains(issuer + "/moved" + OPENID + " responds with status 302");
    }

    @Test
    void mistakesAreNamed() throws IOException {
        assertThat(draft("http://acme.example")).isEqualTo(1);
        assertThat(lines()).last().asString().startsWith("The URL is not an https URL.");
        assertThat(draft(issuer, "--id", "Not an id")).isEqualTo(1);
        assertThat(lines()).last().asString().startsWith("--id must begin with a lower-case letter");
        server.stop(0);
        assertThat(draft(issuer)).isEqualTo(1);
        assertThat(lines()).anyMatch(line -> line.endsWith(" does not respond in time, or not completely"));
        try (var files = Files.list(folder)) {
            assertThat(files).isEmpty();
        }
    }

    private int draft(String url, String... options) {
        var arguments = new String[options.length + 3];
        arguments[0] = "catalog";
        arguments[1] = "draft";
        arguments[2] = url;
        System.arraycopy(options, 0, arguments, 3, options.length);
        return run(arguments);
    }

    private int run(String... arguments) {
        var out = new PrintWriter(printed, true);
        return Main.execute(out, out, arguments);
    }

    private List<String> lines() {
        return printed.toString().replace(folder + "/", "").lines().toList();
    }
}
