package io.latchkey.edge.safety;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.util.Arrays;
import java.util.Optional;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;

/** A service runs on the schema that it was built for; with any other its start ends with one line. */
@ApplicationScoped
class SchemaAtStart {
    private final Instance<Flyway> flyway;

    SchemaAtStart(Instance<Flyway> flyway) {
        this.flyway = flyway;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        if (flyway.isResolvable()) {
            fault(migrations()).ifPresent(fault -> {
                throw new ConfigurationException(fault);
            });
        }
    }

    private MigrationInfoService migrations() {
        try {
            return flyway.get().info();
        } catch (FlywayException e) {
            throw new ConfigurationException(
                    "The database cannot be asked for its schema (quarkus.datasource.jdbc.url): "
                            + e.getMessage().lines().findFirst().orElse("no reason given"));
        }
    }

    private static Optional<String> fault(MigrationInfoService migrations) {
        var all = Arrays.stream(migrations.all());
        var newer = all.filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .findFirst();
        return newer.map(SchemaAtStart::tooNew)
                .or(() -> Arrays.stream(migrations.pending()).findFirst().map(SchemaAtStart::tooOld));
    }

    private static String tooNew(MigrationInfo unknown) {
        return "The database has schema %s (%s), which this service does not know: start a newer image"
                .formatted(unknown.getVersion(), unknown.getDescription());
    }

    private static String tooOld(MigrationInfo missing) {
        return "The database lacks schema %s (%s): run the migration job, which is this service with"
                        .formatted(missing.getVersion(), missing.getDescription())
                + " QUARKUS_FLYWAY_MIGRATE_AT_START=true and QUARKUS_INIT_AND_EXIT=true";
    }
}
