package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.platform.Platform;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With what a service does not start, and what it says then. */
class RefusedStartE2E {
    private final Stack stack = Stack.shared();

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"connection-service", "auth-broker-service", "verifier-service"})
    void aServiceThatIsToldNothingNamesAllThatItNeedsAndSaysWhatItIs(String service) {
        try (var candidate = candidate(service).toldNothing()) {
            assertThat(candidate.refusal())
                    .allSatisfy(line -> assertThat(line)
                            .startsWith(service + " does not start: ")
                            .contains(" is missing. ", " Example: "))
                    .anyMatch(line -> line.contains(" quarkus.datasource.jdbc.url (QUARKUS_DATASOURCE_JDBC_URL) "))
                    .anyMatch(line -> line.contains(" quarkus.oidc.auth-server-url (QUARKUS_OIDC_AUTH_SERVER_URL) "))
                    .anyMatch(line -> line.contains(" kafka.bootstrap.servers (KAFKA_BOOTSTRAP_SERVERS) "))
                    .anyMatch(line -> line.contains(" latchkey."));
        }
    }

    @Test
    void aWrongSettingIsOneLine() {
        try (var candidate = candidate("verifier-service").with("LATCHKEY_CHECK_INTERVAL", "soon")) {
            assertThat(candidate.refusal())
                    .containsExactly("verifier-service does not start: latchkey.check.interval"
                            + " (LATCHKEY_CHECK_INTERVAL) is wrong: it is not a duration."
                            + " Time between two checks of one connection. Example: 24h");
        }
    }

    @Test
    void timesThatDoNotFitTogetherAreOneLine() {
        try (var candidate = candidate("auth-broker-service").with("LATCHKEY_LEASE_TERM", "20s")) {
            assertThat(faults(candidate.refusal()))
                    .singleElement()
                    .asString()
                    .startsWith("latchkey.provider.timeout (LATCHKEY_PROVIDER_TIMEOUT) plus"
                            + " latchkey.lease.term (LATCHKEY_LEASE_TERM) is 30 s, but must be below ");
        }
    }

    @Test
    void aCatalogDirectoryThatCannotBeReadIsOneLine() {
        var missing = folder.resolve("catalog");
        try (var candidate = candidate("auth-broker-service").with("LATCHKEY_CATALOG_DIRECTORY", missing.toString())) {
            assertThat(candidate.refusal())
                    .containsExactly("auth-broker-service does not start: latchkey.catalog.directory: " + missing
                            + ": does not exist");
        }
    }

    @Test
    void anInsecureSettingStopsAServiceInProduction() {
        try (var candidate =
                candidate("auth-broker-service").with("QUARKUS_VAULT_URL", "http://vault.example.com:8200")) {
            assertThat(candidate.refusal())
                    .containsExactly("auth-broker-service does not start: insecure for production: quarkus.vault.url"
                            + " (QUARKUS_VAULT_URL): every secret is sent unencrypted; give it an https URL");
        }
    }

    @Test
    void aTakenPortIsNamed() {
        var taken = stack.info.verifier().getPort();
        try (var candidate = candidate("verifier-service").with("QUARKUS_HTTP_PORT", String.valueOf(taken))) {
            assertThat(faults(candidate.refusal()))
                    .containsExactly("port " + taken + " is in use. Stop the program that uses it,"
                            + " or set another port with quarkus.http.port (QUARKUS_HTTP_PORT)");
        }
    }

    @Test
    void aServiceRunsOnItsOwnSchemaAndOnANewerOneThatOnlyAdds() {
        var database = stack.servers.postgresql().database("latchkey_rollout");
        var service = candidate("verifier-service")
                .with("QUARKUS_DATASOURCE_USERNAME", database.user())
                .with("QUARKUS_DATASOURCE_PASSWORD", database.password())
                .with("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl())
                .with("QUARKUS_DATASOURCE_REACTIVE_URL", database.reactiveUrl());
        var migrated = service.with("QUARKUS_FLYWAY_MIGRATE_AT_START", "false");

        try (var early = migrated) {
            assertThat(faults(early.refusal()))
                    .singleElement()
                    .asString()
                    .startsWith("the database lacks schema 0001 ");
        }
        try (var job = service.with("QUARKUS_INIT_AND_EXIT", "true")) {
            assertThat(faults(job.ended(0))).isEmpty();
        }
        try (var onTime = migrated) {
            onTime.ready();
        }
        new Tables(database)
                .update("insert into flyway_schema_history select installed_rank + 1, '9000', 'tomorrow', type,"
                        + " 'V9000__tomorrow.sql', checksum, installed_by, now(), 0, true from flyway_schema_history"
                        + " order by installed_rank desc limit 1");
        try (var restarted = migrated) {
            restarted.ready();
        }
        new Tables(database).update("update schema_support set oldest = '9000'");
        try (var late = service) {
            assertThat(faults(late.refusal()))
                    .containsExactly("the database needs a service that supports schema 9000. Start a newer image");
        }
    }

    @Test
    void whileItsDatabaseIsDownAServiceDoesNotStartAndStartedAgainItDoes() {
        try (var candidate = candidate("verifier-service")) {
            stack.servers.postgresql().stop();
            try {
                assertThat(faults(candidate.refusal()))
                        .singleElement()
                        .asString()
                        .startsWith("the database cannot be used, see quarkus.datasource.jdbc.url"
                                + " (QUARKUS_DATASOURCE_JDBC_URL): ");
            } finally {
                stack.servers.postgresql().start();
            }

            candidate.ready();
        }
        allIsWellAgain();
    }

    /** The stack's own services have seen the outage, too. */
    private void allIsWellAgain() {
        Platform ada = stack.user("ada");
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(ada.connections("").status()).isEqualTo(200));
        stack.connected(ada, stack.newPerson());
    }

    private Candidate candidate(String service) {
        return Candidate.of(stack, service, folder);
    }

    /** Why it does not start. */
    private static List<String> faults(List<String> log) {
        return log.stream()
                .filter(line -> line.contains(" does not start: "))
                .map(line -> line.replaceFirst("^\\S+ does not start: ", ""))
                .toList();
    }
}
