package io.latchkey.bootstrap.start;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.interceptor.Interceptor;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationVersion;

/**
 * A service starts only if the schema of its database has all migrations that it needs; otherwise it reports one line
 * and exits.
 *
 * <p>During a rolling upgrade a replica of the older release may be restarted on the schema of the newer one. It runs
 * if the newer migrations are compatible: the table {@code schema_support} contains the oldest migration that a service
 * must know.
 */
@ApplicationScoped
class SchemaAtStart {
    private static final String OLDEST = "select oldest from schema_support";

    private final Instance<Flyway> flyway;

    SchemaAtStart(Instance<Flyway> flyway) {
        this.flyway = flyway;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) throws SQLException {
        if (flyway.isResolvable()) {
            var migrations = flyway.get().info();
            var fault = tooOld(migrations);
            if (fault.isEmpty()) {
                fault = tooNew(migrations, flyway.get().getConfiguration().getDataSource());
            }
            if (fault.isPresent()) {
                throw new ConfigurationException(fault.get());
            }
        }
    }

    private static Optional<String> tooOld(MigrationInfoService migrations) {
        return Arrays.stream(migrations.pending())
                .findFirst()
                .map(missing -> "the database lacks schema %s (%s). Run the migration job, which is this service with"
                                .formatted(missing.getVersion(), missing.getDescription())
                        + " QUARKUS_FLYWAY_MIGRATE_AT_START=true and QUARKUS_INIT_AND_EXIT=true");
    }

    private static Optional<String> tooNew(MigrationInfoService migrations, DataSource database) throws SQLException {
        var needed = needed(database);
        return known(migrations).compareTo(needed) < 0
                ? Optional.of(
                        "the database needs a service that supports schema %s. Start a newer image".formatted(needed))
                : Optional.empty();
    }

    private static MigrationVersion known(MigrationInfoService migrations) {
        return Arrays.stream(migrations.all())
                .filter(migration -> migration.getState().isResolved())
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.EMPTY);
    }

    private static MigrationVersion needed(DataSource database) throws SQLException {
        try (var connection = database.getConnection();
                var query = connection.createStatement();
                var rows = query.executeQuery(OLDEST)) {
            rows.next();
            return MigrationVersion.fromVersion(rows.getString(1));
        }
    }
}
