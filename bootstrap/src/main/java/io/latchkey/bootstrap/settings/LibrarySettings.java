package io.latchkey.bootstrap.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Marks an interface that describes settings which a library reads, as {@code @ConfigMapping} does for our own. The
 * library's own messages about missing or wrong values are not sufficient. The interface is never implemented.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface LibrarySettings {
    /** Prefix of the properties, without the last dot. */
    String prefix();
}
