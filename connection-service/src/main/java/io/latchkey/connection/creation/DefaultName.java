package io.latchkey.connection.creation;

/** The default name of a connection: "My Northwind connection", then "My Northwind connection 2". */
final class DefaultName {
    private DefaultName() {}

    /** @param number from 1 */
    static String of(String providerName, int number) {
        var first = "My " + providerName + " connection";
        return number == 1 ? first : first + " " + number;
    }
}
