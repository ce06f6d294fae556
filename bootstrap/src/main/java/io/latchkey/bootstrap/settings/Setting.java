package io.latchkey.bootstrap.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What an operator is told about one property. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface Setting {
    /** What it is, and what goes wrong at the extremes. The first sentence has to make sense by itself. */
    String value();

    /** What it could be; its default, where it has one, need not be repeated. */
    String example() default "";

    /** The form of its values, where their type does not say it: a regular expression. */
    String form() default "";

    /** It has to be set where this property is; with {@link #neededUnless()}, both must hold. */
    String neededWith() default "";

    /** It has to be set where none of these properties is. */
    String[] neededUnless() default {};
}
