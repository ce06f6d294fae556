package io.latchkey.work;

import io.smallrye.common.vertx.ContextLocals;
import io.smallrye.common.vertx.VertxContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The correlation id of what runs on the present Vert.x context: that of the request or event that caused it. It ties
 * together the log lines of all services and the events that follow. Work that a service starts by itself has none.
 *
 * <p>It is kept apart from the logger's MDC, which outlives a request on shared contexts.
 */
public final class Correlation {
    private static final String KEY = Correlation.class.getName();
    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String NONE = "-";

    private Correlation() {}

    public static Optional<String> current() {
        return VertxContext.isOnDuplicatedContext() ? ContextLocals.get(KEY) : Optional.empty();
    }

    /** For a log line. */
    public static String text() {
        return current().orElse(NONE);
    }

    /** Whether an id from outside can go into logs, headers and events as it is. */
    public static boolean isValid(@Nullable String id) {
        return id != null && VALID.matcher(id).matches();
    }

    /** Sets the id of the present context, which must belong to one request, event or piece of work. */
    public static void set(Optional<String> id) {
        if (VertxContext.isOnDuplicatedContext()) {
            id.ifPresentOrElse(known -> ContextLocals.put(KEY, known), () -> ContextLocals.remove(KEY));
        }
    }
}
