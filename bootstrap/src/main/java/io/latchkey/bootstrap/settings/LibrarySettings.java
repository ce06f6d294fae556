package io.latchkey.bootstrap.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Stands where {@code @ConfigMapping} stands for our own settings: a library reads these by itself, and says little where
 * one is missing or wrong. The interface is never implemented.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LibrarySettings {
    /** What the names of the properties begin with, without the last dot. */
    String prefix();
}
