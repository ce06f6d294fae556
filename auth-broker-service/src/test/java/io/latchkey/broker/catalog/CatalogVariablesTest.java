package io.latchkey.broker.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.eclipse.microprofile.config.spi.ConfigSource;
import org.junit.jupiter.api.Test;

class CatalogVariablesTest {

    @Test
    void aVariableWithADashIsSetByAnEnvironmentVariable() {
        var environment = Map.of(
                "LATCHKEY_CATALOG_VARIABLES_NORTHWIND", "http://one",
                "LATCHKEY_CATALOG_VARIABLES_NORTHWIND_DIRECT", "http://other");

        assertVariables(new EnvConfigSource(environment, 300));
    }

    @Test
    void aVariableWithADashIsSetByAProperty() {
        var properties = Map.of(
                "latchkey.catalog.variables.northwind", "http://one",
                "latchkey.catalog.variables.northwind-direct", "http://other");

        assertVariables(new PropertiesConfigSource(properties, "properties", 300));
    }

    private static void assertVariables(ConfigSource source) {
        var settings = new SmallRyeConfigBuilder()
                .addDiscoveredConverters()
                .withSources(source)
                .withMapping(CatalogSettings.class)
                .build();

        assertThat(CatalogSource.variable(settings, "northwind")).contains("http://one");
        assertThat(CatalogSource.variable(settings, "northwind-direct")).contains("http://other");
        assertThat(CatalogSource.variable(settings, "southwind")).isEmpty();
    }
}
