package io.latchkey.local.fetch;

/** Output for the progress of a long step. */
@FunctionalInterface
public interface Progress {
    Progress SILENT = line -> {};

    void say(String line);
}
