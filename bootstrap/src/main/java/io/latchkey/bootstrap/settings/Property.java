package io.latchkey.bootstrap.settings;

import java.util.Locale;

/** The name of a property; as text, with the environment variable that sets it. */
public record Property(String name) {

    public String variable() {
        return name.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return name + " (" + variable() + ")";
    }
}
