package io.latchkey.local.demo;

import io.latchkey.demo.stack.StackInfo;
import io.latchkey.local.backing.KafkaSettings;
import io.latchkey.local.backing.KeycloakSettings;
import io.latchkey.local.process.StartFailed;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A demonstration that Compose or Kubernetes runs, reached on loopback at the usual ports. */
public final class InstalledStack {
    private static final String KAFKA = "localhost:7092";

    private final Map<String, String> notes;

    private InstalledStack(Map<String, String> notes) {
        this.notes = notes;
    }

    /**
     * @param notes the operator's notes as lines {@code NAME=value}: the secrets from {@code deploy/demo/secrets.sh},
     *     and VAULT_TOKEN
     */
    public static StackInfo info(Stream<String> notes) {
        return new InstalledStack(notes.map(line -> line.split("=", 2))
                        .filter(line -> line.length == 2)
                        .collect(Collectors.toMap(line -> line[0], line -> line[1])))
                .info();
    }

    private StackInfo info() {
        return new StackInfo(
                URI.create("http://localhost:7080"),
                URI.create("http://localhost:7081"),
                URI.create("http://localhost:7082"),
                URI.create("http://localhost:7090"),
                URI.create("http://localhost:7200"),
                KAFKA,
                feedClient(),
                URI.create("http://127.0.0.1:7099/done"),
                note("VAULT_TOKEN"),
                secrets("LATCHKEY_SECRET_", KeycloakSettings.SERVICE_CLIENTS),
                secrets("NORTHWIND_SECRET_", KeycloakSettings.NORTHWIND_CLIENTS),
                new StackInfo.Login(KeycloakSettings.ADMINISTRATOR, note("KC_BOOTSTRAP_ADMIN_PASSWORD")));
    }

    private Map<String, String> feedClient() {
        return Map.of(
                "bootstrap.servers",
                KAFKA,
                "security.protocol",
                "SASL_PLAINTEXT",
                "sasl.mechanism",
                "PLAIN",
                "sasl.jaas.config",
                "org.apache.kafka.common.security.plain.PlainLoginModule required username=\"%s\" password=\"%s\";"
                        .formatted(KafkaSettings.FEED_READER, note("KAFKA_PASSWORD_PLATFORM")));
    }

    private Map<String, String> secrets(String prefix, List<String> clients) {
        return clients.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        client -> note(prefix + client.toUpperCase(Locale.ROOT).replace('-', '_'))));
    }

    private String note(String name) {
        String value = notes.get(name);
        if (value == null) {
            throw new StartFailed(
                    "The notes have no line %s=...: create them as docs/installation.md describes".formatted(name));
        }
        return value;
    }
}
