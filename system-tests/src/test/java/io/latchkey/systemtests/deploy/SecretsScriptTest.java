package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretsScriptTest {
    @TempDir
    Path folder;

    @Test
    void aSecretOnceMadeIsKept() {
        make();
        var first = everything();

        make();

        assertThat(everything()).isEqualTo(first);
    }

    @Test
    void whatWasCutOffIsCompletedAndTheRestKept() throws IOException {
        make();
        var all = folder.resolve("operator/.env");
        var secrets = Files.readAllLines(all);
        Files.write(all, secrets.subList(0, 5));
        Files.writeString(folder.resolve("connection-service/.env"), "");

        make();

        assertThat(Files.readAllLines(all)).hasSameSizeAs(secrets).containsAll(secrets.subList(0, 5));
        assertThat(folder.resolve("connection-service/.env"))
                .content()
                .contains("QUARKUS_DATASOURCE_PASSWORD=", "KAFKA_SASL_JAAS_CONFIG=");
    }

    @Test
    void everyConsumerKnowsOnlyWhatItNeeds() {
        make();

        assertThat(folder.resolve("verifier-service/.env")).content().satisfies(secrets -> assertThat(
                        secrets.lines().map(line -> line.replaceFirst("=.*", "")))
                .containsExactly(
                        "QUARKUS_DATASOURCE_PASSWORD",
                        "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET",
                        "KAFKA_SASL_JAAS_CONFIG"));
        assertThat(everything().values().stream().flatMap(String::lines)).noneMatch(line -> line.endsWith("="));
    }

    private void make() {
        assertThat(SetupScript.of("demo/secrets.sh", folder.toString()).run().code())
                .isZero();
    }

    private Map<Path, String> everything() {
        return Texts.below(folder).stream().collect(Collectors.toMap(file -> file, Texts::of));
    }
}
