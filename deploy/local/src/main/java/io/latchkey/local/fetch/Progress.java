package io.latchkey.local.fetch;

/** Where a long-winded step tells a person what it is doing. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = line -> {};

    void say(String line);
}
