package io.latchkey.bootstrap.column;

import io.latchkey.contracts.connection.Reason;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/**
 * Stores the name; one that only a newer release knows is {@link Reason#UNKNOWN}, so that its row stops no sweep or
 * list.
 */
@Converter
public final class ReasonColumn implements AttributeConverter<Reason, String> {
    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Reason value) {
        return value == null ? null : value.name();
    }

    @Override
    public @Nullable Reason convertToEntityAttribute(@Nullable String name) {
        return name == null ? null : Reason.named(name);
    }
}
