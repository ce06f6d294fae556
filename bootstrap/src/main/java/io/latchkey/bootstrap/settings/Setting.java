package io.latchkey.bootstrap.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documentation of one property for operators. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {
    /** The meaning, and what goes wrong with extreme values. Messages contain only the first sentence. */
    String value();

    /** An example value; not needed if there is a default. */
    String example() default "";

    /** A regular expression for its values, if the type is not sufficient. */
    String form() default "";

    /** It is required if this property is set; with {@link #neededUnless()}, both conditions must hold. */
    String neededWith() default "";

    /** It is required if none of these properties is set. */
    String[] neededUnless() default {};
}
