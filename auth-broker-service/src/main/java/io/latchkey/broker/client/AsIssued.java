package io.latchkey.broker.client;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** A value as the provider issued it: not masked, shortened or surrounded by other characters. */
@Constraint(validatedBy = AsIssuedValidator.class)
@Documented
@Target({ElementType.FIELD, ElementType.RECORD_COMPONENT, ElementType.TYPE_USE})
@Retention(RetentionPolicy.RUNTIME)
@interface AsIssued {
    String message() default "is masked, as a form shows it. Send the real value, or do not change the client.";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};
}
