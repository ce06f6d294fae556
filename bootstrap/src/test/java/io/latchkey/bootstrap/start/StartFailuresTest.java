package io.latchkey.bootstrap.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigValidationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.api.FlywayException;
import org.junit.jupiter.api.Test;

class StartFailuresTest {
    @ConfigMapping(prefix = "engine")
    interface Engine {
        int cylinders();
    }

    @Test
    void theDeepestCauseThatAnOperatorUnderstandsIsTold() {
        var refused = new SQLException("Connection refused\nCheck the port\nHere is how.");

        assertThat(StartFailures.lines(new RuntimeException("boot", new FlywayException("no connection", refused))))
                .containsExactly("the database cannot be used, see quarkus.datasource.jdbc.url"
                        + " (QUARKUS_DATASOURCE_JDBC_URL): Connection refused. Check the port");
    }

    @Test
    void eachFaultThatWeNameIsALine() {
        assertThat(StartFailures.lines(new RuntimeException(new ConfigurationException("one fault\nanother"))))
                .containsExactly("one fault", "another");
    }

    @Test
    void aSettingOfQuarkusThatCannotBeReadIsNamedWithoutItsValue() {
        var config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(Map.of("engine.cylinders", "hidden"), "test", 100))
                .withMapping(Engine.class);

        assertThat(catchThrowableOfType(ConfigValidationException.class, config::build))
                .satisfies(failure -> assertThat(StartFailures.lines(failure))
                        .containsExactly("engine.cylinders (ENGINE_CYLINDERS) is wrong: it cannot be parsed"));
    }

    @Test
    void ofAFailureThatNoOperatorCanHelpThereIsNoLine() {
        assertThat(StartFailures.lines(new IllegalStateException("a bug"))).isEmpty();
    }
}
