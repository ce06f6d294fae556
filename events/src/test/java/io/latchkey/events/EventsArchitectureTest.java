package io.latchkey.events;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.latchkey.testkit.arch.ArchRules;

@AnalyzeClasses(packages = "io.latchkey.events", importOptions = ImportOption.DoNotIncludeTests.class)
class EventsArchitectureTest {
    @ArchTest
    static final ArchTests rules = ArchTests.in(ArchRules.class);

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles = ArchRules.packagesAreFreeOfCycles;

    @ArchTest
    static final ArchRule theWireFormatIsKnownInOnePackage =
            ArchRules.confined("io.cloudevents..", "EventEncoder", "EventDecoder");

    @ArchTest
    static final ArchRule kafkaIsWrittenToInFewPlaces = ArchRules.confined(
            "org.apache.kafka.clients.producer..",
            "RecordSender",
            "FactPublisher",
            "DeadLetters",
            "TransactionalSender",
            "EventEncoder",
            "Relay");
}
