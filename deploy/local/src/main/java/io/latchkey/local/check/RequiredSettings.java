package io.latchkey.local.check;

import java.util.List;
import java.util.stream.Stream;

/** Whether everything is set that a service needs, and nothing is left of the examples. */
final class RequiredSettings {
    private static final List<String> OF_ALL = List.of(
            "LATCHKEY_PUBLIC_URL",
            "KAFKA_BOOTSTRAP_SERVERS",
            "QUARKUS_OIDC_AUTH_SERVER_URL",
            "QUARKUS_DATASOURCE_JDBC_URL",
            "QUARKUS_DATASOURCE_REACTIVE_URL",
            "QUARKUS_DATASOURCE_USERNAME");
    private static final List<String> EXAMPLES = List.of(".example.com", ".example.org");

    private RequiredSettings() {}

    static Stream<Finding> check(ServiceSettings settings) {
        var missing = Stream.concat(needed(settings.service()), secrets(settings))
                .filter(variable -> !settings.has(variable))
                .toList();
        var examples = settings.environment().entrySet().stream()
                .filter(setting -> EXAMPLES.stream().anyMatch(setting.getValue()::contains))
                .map(setting -> setting.getKey())
                .sorted()
                .toList();
        var subject = "settings of " + settings.service();
        if (missing.isEmpty() && examples.isEmpty()) {
            return Stream.of(Finding.ok(subject, "all there"));
        }
        return Stream.concat(
                missing.stream()
                        .map(variable -> Finding.missing(
                                subject,
                                variable + " is not set; docs/configuration.md says what it is, and a secret goes into"
                                        + " secrets/" + settings.service() + ".env")),
                examples.stream()
                        .map(variable -> Finding.missing(subject, variable + " still names the host of the example")));
    }

    private static Stream<String> needed(String service) {
        return Stream.concat(
                OF_ALL.stream(),
                service.equals(Overlay.BROKER) ? Stream.of("LATCHKEY_RETURN_URLS", "QUARKUS_VAULT_URL") : Stream.of());
    }

    private static Stream<String> secrets(ServiceSettings settings) {
        var database = Stream.of("QUARKUS_DATASOURCE_PASSWORD");
        var kafka = settings.get("KAFKA_SECURITY_PROTOCOL").startsWith("SASL")
                ? Stream.of("KAFKA_SASL_JAAS_CONFIG")
                : Stream.<String>of();
        var client = settings.service().equals(Overlay.BROKER)
                ? Stream.<String>of()
                : Stream.of("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET");
        return Stream.of(database, kafka, client).flatMap(all -> all);
    }
}
