package io.latchkey.local.process;

/** The lifetime of a started process. */
public enum Lifetime {
    /** Ends with the JVM that started it, even if that is killed. */
    WITH_PARENT,
    /** Survives the JVM that started it; stopped by its pid file. */
    DETACHED
}
