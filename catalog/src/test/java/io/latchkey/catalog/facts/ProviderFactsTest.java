package io.latchkey.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.source.CatalogFolder;
import io.latchkey.catalog.source.UnusableFolderException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/**
 * Compares each method of each built-in entry with what the documentation of its provider says. The facts are not made
 * from the entries: a changed URL, pointer or assertion in an entry differs from its row.
 */
class ProviderFactsTest {
    /** Fictitious providers for demonstrations. */
    private static final List<String> FICTITIOUS = List.of("northwind", "northwind-short");

    private static final List<Facts> FACTS = Facts.all();

    @Test
    void theMethodsOfEachEntryAreAsDocumented() throws Exception {
        var catalog = catalog();
        var differences = new SoftAssertions();
        for (var facts : FACTS) {
            var provider = catalog.find(facts.provider()).orElseThrow();
            var written = WrittenFacts.of(provider.with(facts.given()), facts.method());
            facts.expected().forEach((name, value) -> differences
                    .assertThat(written.get(name))
                    .as("%s: %s", facts, name)
                    .isEqualTo(value));
        }
        differences.assertAll();
    }

    @Test
    void eachMethodHasFacts() throws Exception {
        assertThat(FACTS.stream().map(Facts::toString))
                .containsExactlyInAnyOrderElementsOf(catalog().all().stream()
                        .filter(provider -> !FICTITIOUS.contains(provider.id()))
                        .flatMap(ProviderFactsTest::methods)
                        .toList());
    }

    private static Stream<String> methods(Provider provider) {
        return provider.methods().stream().map(AuthSpec::id).map(id -> provider.id() + " " + id);
    }

    private static Catalog catalog() throws CatalogException, UnusableFolderException {
        var folder = Path.of(System.getProperty("latchkey.catalog.folder", "src/main/catalog"));
        return CatalogReader.withoutVariables(host -> false)
                .read(new CatalogFolder(folder).read().files());
    }
}
