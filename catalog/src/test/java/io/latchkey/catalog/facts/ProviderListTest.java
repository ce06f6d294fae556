package io.latchkey.catalog.facts;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.source.BuiltInFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Written anew by {@code mvn -pl catalog -am test -Dtest=ProviderListTest -Dlatchkey.write-docs=true}. */
class ProviderListTest {
    private static final Path PAGE = Path.of("../docs/providers-list.md");

    @Test
    void thePageListsTheBuiltInEntries() throws Exception {
        var expected =
                ProviderList.of(CatalogReader.withoutVariables(host -> false).read(BuiltInFiles.all()));
        if (Boolean.getBoolean("latchkey.write-docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }
}
