package io.latchkey.systemtests;

import io.latchkey.local.server.Database;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** What stands in one service's database, and a hand that changes it. */
final class Tables {
    private final Database database;

    Tables(Database database) {
        this.database = database;
    }

    /** Every row of every table as text. */
    String everything() {
        var all = new StringBuilder();
        for (var table : column("select tablename from pg_tables where schemaname = 'public'")) {
            column("select t::text from \"" + table + "\" t")
                    .forEach(row -> all.append(row).append('\n'));
        }
        return all.toString();
    }

    /** Leaves an empty database, which the service's migrations fill again at its next start. */
    void dropAll() {
        update("drop schema public cascade");
        update("create schema public");
    }

    /** @param rows a table, and which of its rows: what follows {@code from} */
    int count(String rows) {
        return Integer.parseInt(column("select count(*) from " + rows).get(0));
    }

    int update(String sql, Object... parameters) {
        try (var connection = database.connect();
                var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setObject(i + 1, parameters[i]);
            }
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> column(String query) {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var column = new ArrayList<String>();
            while (rows.next()) {
                column.add(rows.getString(1));
            }
            return column;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
