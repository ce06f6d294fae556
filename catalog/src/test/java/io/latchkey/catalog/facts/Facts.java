package io.latchkey.catalog.facts;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the documentation of a provider says about one of its methods: a row of {@code providers.csv}. */
record Facts(Map<String, String> values) {
    private static final Path FILE = Path.of("src/test/resources/providers.csv");

    static List<Facts> all() {
        try {
            var rows = rows(Files.readString(FILE)).iterator();
            var names = rows.next();
            var all = new ArrayList<Facts>();
            rows.forEachRemaining(row -> all.add(of(names.iterator(), row.iterator())));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Facts of(Iterator<String> names, Iterator<String> row) {
        var values = new LinkedHashMap<String, String>();
        names.forEachRemaining(name -> values.put(name, row.next()));
        return new Facts(values);
    }

    String provider() {
        return values.get("provider");
    }

    String method() {
        return values.get("method");
    }

    /** Values of the connection parameters with which the other facts are written. */
    Map<String, String> given() {
        var given = new LinkedHashMap<String, String>();
        values.get("given").lines().map(line -> line.split("=", 2)).forEach(pair -> given.put(pair[0], pair[1]));
        return given;
    }

    /** All but the names of the row. */
    Map<String, String> expected() {
        var expected = new LinkedHashMap<>(values);
        expected.keySet().removeAll(List.of("provider", "method", "given"));
        return expected;
    }

    /** Fields of RFC 4180. */
    private static List<List<String>> rows(String text) {
        var rows = new ArrayList<List<String>>();
        var row = new ArrayList<String>();
        var field = new StringBuilder();
        var quoted = false;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c == '"') {
                var doubled = quoted && i + 1 < text.length() && text.charAt(i + 1) == '"';
                if (doubled) {
                    field.append('"');
                    i++;
                } else {
                    quoted = !quoted;
                }
            } else if (quoted || (c != ',' && c != '\n')) {
                field.append(c);
            } else {
                row.add(field.toString());
                field.setLength(0);
                if (c == '\n') {
                    rows.add(List.copyOf(row));
                    row.clear();
                }
            }
        }
        return rows;
    }

    @Override
    public String toString() {
        return provider() + " " + method();
    }
}
