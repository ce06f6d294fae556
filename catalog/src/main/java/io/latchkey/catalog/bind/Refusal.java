package io.latchkey.catalog.bind;

import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Why a value could not be bound.
 *
 * @param rule the rule of the model that the fields of an object break; null: a value has another type
 */
record Refusal(@Nullable InvalidFieldException rule) {
    Optional<Path> at() {
        return Optional.ofNullable(rule).map(broken -> Path.of(broken.field()));
    }
}
