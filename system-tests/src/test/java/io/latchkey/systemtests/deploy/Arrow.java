package io.latchkey.systemtests.deploy;

/**
 * Who opens connections to whom: services by their names, and {@code callers}, {@code kafka}, {@code vault} and the
 * like.
 */
record Arrow(String from, String to) {
    @Override
    public String toString() {
        return from + " -> " + to;
    }
}
