package io.latchkey.broker;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.type;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.testkit.arch.ArchRules;

@AnalyzeClasses(packages = "io.latchkey.broker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchRules.class);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles;

    @ArchTest
    static final ArchRule vaultIsSpokenToInOnePlace = ArchRules.confined(
            "io.quarkus.vault..", "VaultSecrets", "VaultCanary", "VaultCalls", "VaultConnections", "VaultLogin");

    @ArchTest
    static final ArchRule messagesAreReadInOneClass =
            ArchRules.confined("org.eclipse.microprofile.reactive.messaging..", "ConnectionFeed");

    @ArchTest
    static final ArchRule oauthIsSpokenInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.latchkey.broker.method.oauth2..")
            .should()
            .dependOnClassesThat(type(OAuth2Code.class).or(resideInAPackage("io.latchkey.catalog.oauth2..")))
            .because("a connection's method is known to its package alone");

    @ArchTest
    static final ArchRule apiKeysAreHandledInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.latchkey.broker.method.apikey")
            .should()
            .dependOnClassesThat(type(ApiKey.class).or(resideInAPackage("io.latchkey.catalog.apikey..")))
            .because("a connection's method is known to its package alone");
}
