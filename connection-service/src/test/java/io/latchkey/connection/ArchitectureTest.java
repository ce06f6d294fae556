package io.latchkey.connection;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.latchkey.testkit.arch.ArchRules;

@AnalyzeClasses(packages = "io.latchkey.connection", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchRules.class);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles;

    @ArchTest
    static final ArchRule messagesAreReadInOneClass =
            ArchRules.confined("org.eclipse.microprofile.reactive.messaging..", "FactConsumers");

    @ArchTest
    static final ArchRule siblingsAreCalledThroughTwoClients =
            ArchRules.confined("io.quarkus.oidc.client..", "BrokerApi", "VerifierApi");

    @ArchTest
    static final ArchRule problemsAreMadeByTheEdge = ArchRules.confined("io.latchkey.edge.problem..");

    @ArchTest
    static final ArchRule entitiesStayInTheirPackage = ArchRules.entitiesStayInTheirPackage;

    @ArchTest
    static final ArchRule repositoriesOpenNoSession = ArchRules.repositoriesOpenNoSession;
}
