package io.latchkey.broker.shape;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.source.CatalogFolder;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ShapeEntriesTest {
    /** With the hosts of the providers, which the scripted provider does not have. */
    @Test
    void noEntryHasAFault() throws Exception {
        var files = new CatalogFolder(ShapeEntries.folder()).read().files();

        assertThat(CatalogReader.withSomeVariables(name -> Optional.empty(), host -> false)
                        .examine(files)
                        .faults())
                .isEmpty();
    }
}
