package io.latchkey.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.lang.management.ManagementFactory;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogTest {
    private static final int LOOKUPS = 100_000;

    @Test
    void aLookupAllocatesNothing() throws CatalogException {
        var catalog = CatalogReader.withoutVariables(host -> false).read(List.of(new CatalogFile("acme.yaml", """
                id: acme
                name: Acme
                category: crm
                methods: [{id: login, type: basic}]
                """)));
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        var found = 0;

        var before = threads.getCurrentThreadAllocatedBytes();
        for (var i = 0; i < LOOKUPS; i++) {
            found += catalog.find("acme").isPresent() && catalog.find("acne").isEmpty() ? 1 : 0;
        }
        var allocated = threads.getCurrentThreadAllocatedBytes() - before;

        assertThat(found).isEqualTo(LOOKUPS);
        assertThat(allocated).as("of the measurement alone").isLessThan(LOOKUPS);
    }
}
