package io.latchkey.edge.start;

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
            fault(flyway.get().info()).ifPresent(fault -> {
                throw new ConfigurationException(fault);
            });
        }
    }

    private static Optional<String> fault(MigrationInfoService migrations) {
        var newer = Arrays.stream(migrations.all())
                .filter(migration -> migration.getState().isApplied()
                        && !migration.getState().isResolved())
                .findFirst();
        return newer.map(SchemaAtStart::tooNew)
                .or(() -> Arrays.stream(migrations.pending()).findFirst().map(SchemaAtStart::tooOld));
    }

    private static String tooNew(MigrationInfo unknown) {
        return "the database has schema %s (%s), which this service does not know. Start a newer image"
                .formatted(unknown.getVersion(), unknown.getDescription());
    }

    private static String tooOld(MigrationInfo missing) {
        return "the database lacks schema %s (%s). Run the migration job, which is this service with"
                        .formatted(missing.getVersion(), missing.getDescription())
                + " QUARKUS_FLYWAY_MIGRATE_AT_START=true and QUARKUS_INIT_AND_EXIT=true";
    }
}
