package io.latchkey.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Return;
import io.latchkey.demo.http.Answer;
import java.net.URI;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Remembers every secret that passes through the tests' hands, so that each can be looked for where none may be. */
final class Canary {
    private static final Pattern SECRET_FIELD = Pattern.compile("(?i).*(token|secret|verifier)");
    private static final List<String> SECRET_PARAMETERS = List.of("code", "state");
    private static final String STATUS_URL = "statusUrl";
    private static final int SHORTEST = 16;

    private final Set<String> secrets = ConcurrentHashMap.newKeySet();
    private final List<Browser> browsers = new CopyOnWriteArrayList<>();

    String remember(String secret) {
        if (secret.length() >= SHORTEST) {
            secrets.add(secret);
        }
        return secret;
    }

    /** Remembers what an answer shows at fields that are named like a secret. */
    void remember(Answer answer) {
        rememberFields(answer.body());
    }

    void rememberFields(JsonNode node) {
        node.properties().forEach(field -> {
            if (field.getKey().equals(STATUS_URL)) {
                var token = remember(Return.of(URI.create(field.getValue().asText()))
                        .parameters()
                        .getOrDefault("token", ""));
                assertThat(token).isNotEmpty();
            }
            if (field.getValue().isTextual()
                    && SECRET_FIELD.matcher(field.getKey()).matches()) {
                remember(field.getValue().asText());
            }
            rememberFields(field.getValue());
        });
        if (node.isArray()) {
            node.forEach(this::rememberFields);
        }
    }

    /** From now on, whatever is secret in an address that this browser visits. */
    Browser watch(Browser browser) {
        browsers.add(browser);
        return browser;
    }

    Collection<String> secrets() {
        browsers.stream()
                .flatMap(browser -> browser.visited().stream())
                .flatMap(Canary::secretsOf)
                .forEach(this::remember);
        return Set.copyOf(secrets);
    }

    private static Stream<String> secretsOf(URI uri) {
        var path = uri.getPath();
        if (path.startsWith("/connect/")) {
            return Stream.of(path.substring("/connect/".length()));
        }
        var parameters = Return.of(uri).parameters();
        return SECRET_PARAMETERS.stream().map(name -> parameters.getOrDefault(name, ""));
    }
}
