package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VaultScriptsIT {
    private final NewVault vault = new NewVault();

    @AfterEach
    void stop() {
        vault.close();
    }

    @Test
    void aNewVaultIsBroughtIntoServiceOnceAndAgainByItsTokenOnly() {
        assertThat(vault.startScript().run().code()).isZero();
        assertThat(vault.startScript().run().code()).isZero();

        assertThat(vault.policiesOfTheBroker()).containsExactly("auth-broker");
        assertRefused(vault.setupScript("none"), "this VAULT_TOKEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"secrets engine at: latchkey/", "policy: auth-broker"})
    void whatWasCutOffIsDoneByTheNextRun(String last) {
        vault.startScript().runUntilItSays(last);

        assertThat(vault.startScript().run().code()).isZero();
        assertThat(vault.policiesOfTheBroker()).containsExactly("auth-broker");
    }

    @Test
    void keysThatWereWrittenButNotYetKeptAreFoundByTheNextRun() throws IOException {
        assertThat(vault.startScript().run().code()).isZero();
        Files.move(vault.keyFile(), vault.keys().resolve("init.next"));
        vault.restart();

        assertThat(vault.startScript().run().code()).isZero();
        assertThat(vault.isSealed()).isFalse();
    }

    @Test
    void lostKeysAndThoseOfOtherDataAreSaidInOneLine() throws IOException {
        assertThat(vault.startScript().run().code()).isZero();
        vault.restart();

        Files.writeString(vault.keyFile(), "Unseal Key 1: b3RoZXIgb3RoZXIgb3RoZXIgb3RoZXIgb3RoZXI=\n");
        assertRefused(vault.startScript(), "does not unseal " + vault.address());
        Files.delete(vault.keyFile());
        assertRefused(vault.startScript(), "its keys are not in " + vault.keys());
        assertThat(vault.isSealed()).isTrue();
    }

    @Test
    void theSetUpNeedsNoMoreThanItsPolicyAndServesSeveralClusters() {
        assertThat(vault.startScript().run().code()).isZero();
        vault.admitCluster("k8s-eu");

        var setup = vault.setupScript(vault.setupToken())
                .with(Map.of("KUBERNETES_NAMESPACE", "latchkey", "KUBERNETES_MOUNT", "k8s-eu"))
                .run();

        assertThat(setup.code()).as(setup.toString()).isZero();
        assertThat(setup.said()).anyMatch(line -> line.contains("auth/k8s-eu/role/auth-broker"));
    }

    @Test
    void aSealedVaultCannotBeSetUp() {
        assertRefused(vault.setupScript("any"), vault.address() + " is sealed");
    }

    @Test
    void aVaultThatIsNotThereIsSaidInOneLine() {
        vault.close();

        assertRefused(vault.setupScript("any"), vault.address() + " does not answer");
        assertRefused(vault.startScript(), vault.address() + " does not answer");
    }

    private static void assertRefused(SetupScript script, String reason) {
        assertThat(script.run()).satisfies(outcome -> {
            assertThat(outcome.code()).isEqualTo(1);
            assertThat(outcome.said()).singleElement().asString().contains(reason);
        });
    }
}
