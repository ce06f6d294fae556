package io.latchkey.testkit.arch;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Checks the testkit, and the modules that it is built on: they cannot depend on it to check themselves. */
@AnalyzeClasses(
        packages = {"io.latchkey.testkit", "io.latchkey.containers", "io.latchkey.contracts"},
        importOptions = ImportOption.DoNotIncludeTests.class)
class PackagesTest {
    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles;
}
