package io.latchkey.bootstrap;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.latchkey.testkit.arch.ArchRules;

@AnalyzeClasses(packages = "io.latchkey.bootstrap", importOptions = ImportOption.DoNotIncludeTests.class)
class BootstrapArchitectureTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles;
}
