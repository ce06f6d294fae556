package io.latchkey.events.cloudevents;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/**
 * Finds missing components of a record, at any depth: each component that is not {@link Nullable} must have a value,
 * and a time must be valid in RFC 3339, as the databases of the services require.
 */
final class RequiredFields {
    private static final Instant FIRST_TIME = Instant.parse("0000-01-01T00:00:00Z");
    private static final Instant END_OF_TIMES = Instant.parse("+10000-01-01T00:00:00Z");

    private RequiredFields() {}

    static void check(Object value) {
        check("", value);
    }

    static void check(String path, Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> check(path, item));
        } else if (value instanceof Record) {
            for (var component : value.getClass().getRecordComponents()) {
                check(path, value, component);
            }
        } else if (value instanceof Instant time && (time.isBefore(FIRST_TIME) || !time.isBefore(END_OF_TIMES))) {
            throw new UnreadableEventException("the time " + path + " is not within the years 0 to 9999", null);
        }
    }

    private static void check(String path, Object owner, RecordComponent component) {
        var name = path + "/" + component.getName();
        var value = read(owner, component);
        if (value != null) {
            check(name, value);
        } else if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
            throw new UnreadableEventException("the data lacks " + name, null);
        }
    }

    private static @Nullable Object read(Object owner, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(owner);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot read " + owner.getClass().getName(), e);
        }
    }
}
