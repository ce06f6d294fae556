package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.start.InsecureSettings.Finding;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Checks that connections to Kafka and PostgreSQL are encrypted and verify the server. Traffic to loopback addresses
 * does not leave the machine.
 */
final class Transports {
    private static final String KAFKA = "kafka.security.protocol";
    private static final Set<String> KAFKA_WITH_TLS = Set.of("SSL", "SASL_SSL");
    private static final Set<String> VERIFYING = Set.of("verify-ca", "verify-full");
    private static final Pattern SSL_MODE = Pattern.compile("[?&]sslmode=([^&]*)", Pattern.CASE_INSENSITIVE);
    private static final Pattern HOSTS = Pattern.compile("^[a-z:-]*postgresql://(?:[^@/]*@)?([^/?]*)");
    private static final Pattern PORT = Pattern.compile(":\\d+$");
    private static final String READABLE = "personal data is sent unencrypted, or to an unverified server";

    private Transports() {}

    static Stream<Finding> check(Function<String, Optional<String>> settings) {
        return Stream.of(kafka(settings), jdbc(settings), reactive(settings)).flatMap(Optional::stream);
    }

    private static Optional<Finding> kafka(Function<String, Optional<String>> settings) {
        var protocol = settings.apply(KAFKA).orElse("PLAINTEXT").toUpperCase(Locale.ROOT);
        return settings.apply("kafka.bootstrap.servers")
                .filter(servers -> !KAFKA_WITH_TLS.contains(protocol) && leadElsewhere(servers))
                .map(servers ->
                        new Finding(KAFKA, "events and the Kafka password are sent unencrypted", "set it to SASL_SSL"));
    }

    private static Optional<Finding> jdbc(Function<String, Optional<String>> settings) {
        return plain(
                settings,
                "quarkus.datasource.jdbc.url",
                "quarkus.datasource.jdbc.additional-jdbc-properties.sslmode",
                "add ?sslmode=verify-full");
    }

    private static Optional<Finding> reactive(Function<String, Optional<String>> settings) {
        return plain(
                settings,
                "quarkus.datasource.reactive.url",
                "quarkus.datasource.reactive.postgresql.ssl-mode",
                "set QUARKUS_DATASOURCE_REACTIVE_POSTGRESQL_SSL_MODE=verify-full");
    }

    private static Optional<Finding> plain(
            Function<String, Optional<String>> settings, String url, String mode, String remedy) {
        return settings.apply(url)
                .filter(value -> leadElsewhere(hosts(value)))
                .filter(value -> !VERIFYING.contains(settings.apply(mode)
                        .or(() -> sslMode(value))
                        .orElse("")
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-')))
                .map(value -> new Finding(url, READABLE, remedy));
    }

    private static Optional<String> sslMode(String url) {
        var mode = SSL_MODE.matcher(url);
        return mode.find() ? Optional.of(mode.group(1)) : Optional.empty();
    }

    private static String hosts(String url) {
        var hosts = HOSTS.matcher(url);
        return hosts.find() ? hosts.group(1) : url;
    }

    private static boolean leadElsewhere(String hosts) {
        return Stream.of(hosts.split(","))
                .map(host -> PORT.matcher(host.strip()).replaceFirst(""))
                .anyMatch(host -> !HttpUrl.isLoopback(host));
    }
}
