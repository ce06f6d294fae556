package io.latchkey.catalog.request;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A condition on the value at {@code pointer} (RFC 6901) in a response body. Exactly one of the others is set.
 *
 * @param equals the text, number or boolean that the value must be
 * @param not the text, number or boolean that the value must not be; a missing value is not that either
 * @param is what kind of value it must be
 */
public record Assertion(
        String pointer,
        @Nullable String equals,
        @Nullable String not,
        @Nullable Kind is) {
    /** A kind of value. */
    public enum Kind {
        /** Any value but null. */
        PRESENT,
        /** None, or null. */
        ABSENT,
        /** A text with a character that is no white space, a number, a boolean, or a list or object with a member. */
        NON_EMPTY,
        NUMBER
    }

    public Assertion {
        pointer = Require.pointer("pointer", pointer);
        if (Stream.of(equals, not, is).filter(condition -> condition != null).count() != 1) {
            throw new InvalidFieldException("equals", "must be set, or not, or is: exactly one of them");
        }
    }

    public static Assertion equal(String pointer, String value) {
        return new Assertion(pointer, value, null, null);
    }

    /** Whether it holds for {@code value}, which is a missing node where the body has no such member. */
    public boolean holds(JsonNode value) {
        if (equals != null) {
            return isScalar(value) && value.asText().equals(equals);
        }
        if (not != null) {
            return !isScalar(value) || !value.asText().equals(not);
        }
        return switch (Objects.requireNonNull(is)) {
            case PRESENT -> isPresent(value);
            case ABSENT -> !isPresent(value);
            case NON_EMPTY ->
                value.isContainerNode()
                        ? !value.isEmpty()
                        : isPresent(value) && !value.asText().isBlank();
            case NUMBER -> value.isNumber();
        };
    }

    private static boolean isScalar(JsonNode value) {
        return value.isValueNode() && !value.isNull();
    }

    private static boolean isPresent(JsonNode value) {
        return !value.isMissingNode() && !value.isNull();
    }
}
