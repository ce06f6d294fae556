package io.latchkey.testkit.canary;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Searches every table of the application's database. */
final class TablesSearch {
    private static final String TABLES = "select quote_ident(table_schema) || '.' || quote_ident(table_name)"
            + " from information_schema.tables where table_type = 'BASE TABLE'"
            + " and table_schema not in ('pg_catalog', 'information_schema')";

    List<Leak> leaks() {
        try (var connection = connect(ConfigProvider.getConfig())) {
            return leaks(connection);
        } catch (SQLException down) {
            return List.of();
        }
    }

    static List<Leak> leaks(Connection connection) throws SQLException {
        var leaks = new ArrayList<Leak>();
        for (var table : tables(connection)) {
            leak(connection, table).ifPresent(leaks::add);
        }
        return leaks;
    }

    private static Connection connect(Config config) throws SQLException {
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                config.getValue("quarkus.datasource.username", String.class),
                config.getValue("quarkus.datasource.password", String.class));
    }

    private static List<String> tables(Connection connection) throws SQLException {
        try (var rows = connection.createStatement().executeQuery(TABLES)) {
            var tables = new ArrayList<String>();
            while (rows.next()) {
                tables.add(rows.getString(1));
            }
            return tables;
        }
    }

    private static Optional<Leak> leak(Connection connection, String table) throws SQLException {
        try (var rows = connection.createStatement().executeQuery("select t::text from " + table + " t")) {
            while (rows.next()) {
                var leak = Leak.in(rows.getString(1), "table " + table);
                if (leak.isPresent()) {
                    return leak;
                }
            }
            return Optional.empty();
        }
    }
}
