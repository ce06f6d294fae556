package io.latchkey.local.check;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Whether a service can log in to its database and create its tables there. */
final class DatabaseCheck {
    private static final int OLDEST = 14;
    private static final String QUESTION = "select current_setting('server_version_num')::int / 10000,"
            + " has_schema_privilege('public', 'CREATE'), pg_is_in_recovery(), to_regclass('flyway_schema_history') is not null";

    private DatabaseCheck() {}

    static Finding check(ServiceSettings settings) {
        var subject = "PostgreSQL for " + settings.service();
        var url = settings.get("QUARKUS_DATASOURCE_JDBC_URL");
        try (var connection = connect(settings, url);
                var statement = connection.createStatement();
                var answer = statement.executeQuery(QUESTION)) {
            var unused = answer.next();
            return judge(subject, answer);
        } catch (SQLException e) {
            return Finding.missing(
                    subject,
                    "login as %s failed: %s; deploy/postgresql/setup.sh creates databases and roles"
                            .formatted(settings.get("QUARKUS_DATASOURCE_USERNAME"), firstLine(e)));
        }
    }

    private static Connection connect(ServiceSettings settings, String url) throws SQLException {
        return DriverManager.getConnection(
                url + (url.contains("?") ? "&" : "?") + "loginTimeout=10",
                settings.get("QUARKUS_DATASOURCE_USERNAME"),
                settings.get("QUARKUS_DATASOURCE_PASSWORD"));
    }

    private static Finding judge(String subject, ResultSet answer) throws SQLException {
        int version = answer.getInt(1);
        if (version < OLDEST) {
            return Finding.missing(
                    subject, "release " + version + " is too old, " + OLDEST + " is the oldest supported version");
        }
        if (!answer.getBoolean(2)) {
            return Finding.missing(
                    subject,
                    "the role cannot create tables in the schema public; deploy/postgresql/setup.sh makes it the owner");
        }
        if (answer.getBoolean(3)) {
            return Finding.missing(subject, "this is a standby; use the address of the primary");
        }
        return Finding.ok(
                subject,
                "release " + version + (answer.getBoolean(4) ? ", migrated" : ", empty: the migration Job fills it"));
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("unknown");
    }
}
