package io.latchkey.broker;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.testkit.arch.ArchRules;
import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Stream;

@AnalyzeClasses(packages = "io.latchkey.broker", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final Pattern METHOD = Pattern.compile("^io\\.latchkey\\.broker\\.method\\.\\w+");

    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchRules.class);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles;

    @ArchTest
    static final ArchRule vaultIsSpokenToInOnePlace = ArchRules.confined(
            "io.quarkus.vault..",
            "VaultKv",
            "VaultClients",
            "VaultSecrets",
            "VaultCanary",
            "VaultCalls",
            "VaultConnections",
            "VaultLogin",
            "VaultClientKeys");

    @ArchTest
    static final ArchRule messagesAreReadInOneClass =
            ArchRules.confined("org.eclipse.microprofile.reactive.messaging..", "FeedFollower");

    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = ArchRules.entitiesStayInTheirPackage;

    @ArchTest
    static final ArchRule repositoriesOpenNoSession = ArchRules.repositoriesOpenNoSession;

    @ArchTest
    static final ArchRule problemsAreMadeByTheEdge = ArchRules.confined("io.latchkey.edge.problem..");

    @ArchTest
    static final ArchRule oauthIsSpokenInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.latchkey.broker.method.oauth2..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.latchkey.catalog.oauth2.."))
            .because("a connection's method is known to its package alone");

    @ArchTest
    static final ArchRule methodsKnowNothingOfEachOther = slices().matching("io.latchkey.broker.method.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(
                    alwaysTrue(),
                    resideInAnyPackage(
                            "io.latchkey.broker.method.client",
                            "io.latchkey.broker.method.endpoint",
                            "io.latchkey.broker.method.entered"))
            .because("methods share only the packages client, endpoint and entered");

    @ArchTest
    static final ArchRule oauth1IsSpokenInOnePackage = noClasses()
            .that()
            .resideOutsideOfPackage("io.latchkey.broker.method.oauth1..")
            .should()
            .dependOnClassesThat(resideInAPackage("io.latchkey.catalog.oauth1.."))
            .because("a connection's method is known to its package alone");

    /** A further kind of method needs a package below {@code method}, and nothing else that knows it. */
    @ArchTest
    static void eachKindOfMethodIsKnownToOnePackageAlone(JavaClasses classes) {
        for (var kind : kinds(AuthSpec.class).toList()) {
            var knowing = classes.stream()
                    .filter(user -> user.getDirectDependenciesFromSelf().stream()
                            .anyMatch(use -> use.getTargetClass().isEquivalentTo(kind)))
                    .map(user -> METHOD.matcher(user.getPackageName()))
                    .map(method -> method.find() ? method.group() : "elsewhere")
                    .distinct();

            assertThat(knowing).as(kind.getSimpleName()).hasSize(1).doesNotContain("elsewhere");
        }
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(ArchitectureTest::kinds)
                : Stream.of(type);
    }
}
