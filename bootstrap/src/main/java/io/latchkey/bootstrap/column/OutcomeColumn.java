package io.latchkey.bootstrap.column;

import io.latchkey.contracts.connection.Outcome;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores the name; one that only a newer release knows is {@link Outcome#UNKNOWN}, so that its row stops no sweep or
 * list.
 */
@Converter
public final class OutcomeColumn implements AttributeConverter<Outcome, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Outcome value) {
        return value == null ? null : value.name();
    }

    @Override
    public @Nullable Outcome convertToEntityAttribute(@Nullable String name) {
        return name == null ? null : Outcome.named(name);
    }
}
