package io.latchkey.local.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a kubectl that answers what a cluster would. */
class ClusterCheckTest {
    private static final String COMPLETE = """
            case "$*" in
            *"get secret latchkey-tls"*) echo '{"data": {"tls.crt": "", "tls.key": ""}}' ;;
            *"get secret"*) echo '{"data": {"QUARKUS_DATASOURCE_PASSWORD": "", "KAFKA_SASL_JAAS_CONFIG": "",
                "QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET": ""}}' ;;
            *"get namespaces"*) echo '{"items": [{}]}' ;;
            esac
            """;

    @TempDir
    Path folder;

    @Test
    void aClusterThatHoldsEverythingIsComplete() throws IOException {
        assertThat(check(COMPLETE).check(folder)).hasSize(6).allMatch(Finding::isOk);
    }

    @Test
    void whatIsMissingIsNamed() throws IOException {
        var lacking = """
                case "$*" in
                *kustomize*) echo 'Error: no kustomization'; exit 1 ;;
                *"get secret verifier-service"*) echo '{"data": {"QUARKUS_DATASOURCE_PASSWORD": ""}}' ;;
                *"get secret latchkey-tls"*) echo 'secrets "latchkey-tls" not found'; exit 1 ;;
                *"get namespaces"*) echo '{"items": []}' ;;
                *) exec sh "$0.complete" "$@" ;;
                esac
                """;
        Files.writeString(folder.resolve("kubectl.complete"), COMPLETE);

        assertThat(check(lacking).check(folder))
                .filteredOn(finding -> !finding.isOk())
                .extracting(Finding::toString)
                .satisfiesExactly(
                        manifests -> assertThat(manifests).contains("no kustomization"),
                        keys -> assertThat(keys)
                                .contains("Secret verifier-service")
                                .contains("KAFKA_SASL_JAAS_CONFIG")
                                .contains("QUARKUS_OIDC_CLIENT_CREDENTIALS_SECRET"),
                        secret -> assertThat(secret).contains("\"latchkey-tls\" not found"),
                        label -> assertThat(label).contains("label the namespace of the ingress controller"));
    }

    @Test
    void withoutKubectlNothingIsTakenForChecked() {
        assertThat(new ClusterCheck(folder.resolve("none").toString(), "latchkey").check(folder))
                .singleElement()
                .matches(finding -> finding.result() == Finding.Result.NOT_CHECKED);
    }

    private ClusterCheck check(String script) throws IOException {
        var kubectl = folder.resolve("kubectl");
        Files.writeString(kubectl, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(kubectl, PosixFilePermissions.fromString("rwx------"));
        return new ClusterCheck(kubectl.toString(), "latchkey");
    }
}
