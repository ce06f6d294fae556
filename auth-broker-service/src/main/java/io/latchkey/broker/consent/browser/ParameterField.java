package io.latchkey.broker.consent.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A field of the connect page for a connection parameter. Unlike a credential, its value is no secret, and the page
 * repeats it.
 *
 * @param choices from which the person selects; empty: the person types the value
 * @param fault why the value was not accepted; null if it was, or if nothing was entered yet
 */
public record ParameterField(
        String id,
        String label,
        @Nullable String help,
        @Nullable String example,
        String value,
        List<Choice> choices,
        @Nullable String fault) {
    /** The name of a field in the form begins with this, so that no parameter can replace another field. */
    public static final String PREFIX = "parameter.";

    public record Choice(String value, String label, boolean selected) {}

    public String name() {
        return PREFIX + id;
    }
}
