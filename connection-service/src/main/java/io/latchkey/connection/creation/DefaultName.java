package io.latchkey.connection.creation;

import java.util.Set;

/** The name of a connection that was given none: "My Northwind connection", then "My Northwind connection 2". */
final class DefaultName {
    private DefaultName() {}

    /** The first that is not among {@code taken}. */
    static String choose(String providerName, Set<String> taken) {
        var first = "My " + providerName + " connection";
        var name = first;
        for (int number = 2; taken.contains(name); number++) {
            name = first + " " + number;
        }
        return name;
    }
}
