package io.latchkey.local.process;

/** How long a started process lives. */
public enum Lifetime {
    /** Dies with the JVM that started it, even where that is killed outright. */
    WITH_PARENT,
    /** Survives the JVM that started it; stopped by its pid file. */
    DETACHED
}
