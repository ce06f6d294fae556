package io.latchkey.broker;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.latchkey.testkit.arch.ArchRules;

@AnalyzeClasses(packages = "io.latchkey.broker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchRules.class);

    @ArchTest
    static final ArchRule vaultIsSpokenToInOnePlace = ArchRules.confined(
            "io.quarkus.vault..", "VaultSecrets", "VaultCanary", "VaultCalls", "VaultConnections", "VaultLogin");

    @ArchTest
    static final ArchRule messagesAreReadInOneClass =
            ArchRules.confined("org.eclipse.microprofile.reactive.messaging..", "ConnectionFeed");
}
