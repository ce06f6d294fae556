package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Person;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The samples of the documentation, run as it says. */
class SamplesE2E {
    private static final Path SAMPLES = Checkout.current().root().resolve("docs/samples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Stack stack = Stack.shared();

    @TempDir
    Path folder;

    @Test
    void thePlatformsBackendConnectsAnAccountAndReadsItsCredential() throws IOException {
        withBackend(start -> {
            var person = stack.newPerson();
            var connect = press(person, person.browser().open(start), "button");

            var connected = person.browser()
                    .open(person.consent(connect.uri(), start.resolve("/callback"))
                            .uri());
            assertThat(connected.text()).contains("Connected").contains("ACTIVE");
            var again = person.browser().open(connected.uri());
            assertThat(again.text()).contains("has begun no such authorization");
            var link = connected.links().get(0).absUrl("href");
            assertThat(person.browser().open(URI.create(link)).text())
                    .contains("\"accessToken\"")
                    .contains("\"Authorization\": \"Bearer ");
        });
    }

    @Test
    void thePageOfThePlatformsBackendFollowsThePopupByTheStatusUrl() throws IOException {
        withBackend(start -> {
            var person = stack.newPerson();
            var browser = person.browser();
            assertThat(browser.open(start).html()).contains("fetch(statusUrl");

            var begun =
                    JSON.readTree(browser.fetch("POST", start.resolve("/connect"), Map.of("Accept", "application/json"))
                            .html());
            var statusUrl = begun.path("statusUrl").asText();
            var popup = URI.create(begun.path("url").asText());
            assertThat(status(statusUrl)).isEqualTo("created");

            var callback = person.consent(popup, start.resolve("/callback")).uri();
            assertThat(status(statusUrl)).isEqualTo("consented");
            assertThat(browser.open(callback).text()).contains("Connected");
            assertThat(status(statusUrl)).isEqualTo("completed");
        });
    }

    private String status(String statusUrl) {
        return stack.http().get(statusUrl).expect(200).text("/status");
    }

    private interface Use {
        void at(URI start) throws IOException;
    }

    private void withBackend(Use use) throws IOException {
        var start = stack.info.returnUrl().resolve("/");
        var environment = Map.of(
                "ISSUER", stack.info.realm("latchkey").toString(),
                "CONNECTIONS", stack.info.connectionService() + "/v1/connections",
                "CREDENTIALS", stack.info.broker() + "/v1/credentials",
                "CLIENT_SECRET", stack.info.clientSecrets().get("acme-worker"),
                "PORT", String.valueOf(start.getPort()));
        var backend = start(
                environment,
                "python3",
                SAMPLES.resolve("platform-backend/app.py").toString());
        try {
            await().atMost(30, SECONDS).until(() -> listens(start.getPort()));
            use.at(start);
        } finally {
            backend.destroyForcibly();
        }
    }

    @Test
    void theJavaConsumerFollowsTheFeedFromItsBeginning() throws IOException {
        var connection = stack.connected(stack.user("ada"), stack.newPerson());
        var settings = folder.resolve("feed.properties");
        Files.write(
                settings,
                stack.info.feedClient().entrySet().stream()
                        .map(setting -> setting.getKey() + "=" + setting.getValue())
                        .toList());

        var consumer = start(
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                SAMPLES.resolve("feed-consumer/FeedConsumer.java").toString(),
                settings.toString(),
                "60");
        try {
            await().atMost(60, SECONDS).untilAsserted(() -> assertThat(Files.readString(output()))
                    .contains(connection + " 1 io.latchkey.connection.created.v1 PENDING")
                    .contains(connection + " 2 io.latchkey.connection.authorized.v1 ACTIVE"));
        } finally {
            consumer.destroyForcibly();
        }
    }

    private static Page press(Person person, Page page, String button) {
        var form = page.formWith(button).orElseThrow();
        return person.browser().submit(page, form, form.selectFirst(button), Map.of(), uri -> uri.getPath()
                .startsWith("/connect/"));
    }

    private Process start(Map<String, String> environment, String... command) throws IOException {
        var builder =
                new ProcessBuilder(List.of(command)).redirectErrorStream(true).redirectOutput(output().toFile());
        builder.environment().putAll(environment);
        return builder.start();
    }

    private Path output() {
        return folder.resolve("output");
    }

    private static boolean listens(int port) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        }
    }
}
