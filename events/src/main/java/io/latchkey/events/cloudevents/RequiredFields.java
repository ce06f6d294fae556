package io.latchkey.events.cloudevents;

import java.lang.reflect.RecordComponent;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Finds what a record lacks: each component that isn't {@link Nullable} must have a value, at any depth. */
final class RequiredFields {
    private RequiredFields() {}

    static void check(Object value) {
        check("", value);
    }

    private static void check(String path, Object value) {
        if (value instanceof Collection<?> items) {
            items.forEach(item -> check(path, item));
        } else if (value instanceof Record) {
            for (var component : value.getClass().getRecordComponents()) {
                check(path, value, component);
            }
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
