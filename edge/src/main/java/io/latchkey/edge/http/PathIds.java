package io.latchkey.edge.http;

import io.latchkey.edge.problem.Problem;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import jakarta.ws.rs.ext.Provider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reports ids in a path that are not UUIDs with 400, where JAX-RS would respond with 404. */
@Provider
class PathIds implements ParamConverterProvider, ParamConverter<UUID> {
    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable ParamConverter<T> getConverter(Class<T> type, Type generic, Annotation[] annotations) {
        return type == UUID.class ? (ParamConverter<T>) this : null;
    }

    @Override
    public UUID fromString(String value) {
        try {
            if (value.length() == 36) {
                return UUID.fromString(value);
            }
        } catch (IllegalArgumentException notAnId) {
            // answered below
        }
        throw new WebApplicationException(
                Problem.invalid("id", "The id in the path is not a UUID.", "Check the id in the path.")
                        .toResponse());
    }

    @Override
    public String toString(UUID value) {
        return value.toString();
    }
}
