package io.latchkey.catalog.parameter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * A value that the provider adds to the callback.
 *
 * @param name of the parameter in the callback
 * @param pattern a regular expression that the whole value matches, before any request is sent; its group {@code value},
 *     if it has one, is the value
 * @param preset the value until the callback names another, and if it names none; null: the callback must name one
 */
public record CallbackParameter(
        String id,
        String name,
        Take take,
        @Nullable String pattern,
        @JsonProperty("default") @Nullable String preset) implements LearnedParameter {
    public CallbackParameter {
        id = ParameterId.require(id);
        name = Require.present("name", name);
        take = Learned.take(take, pattern);
        pattern = ValuePattern.pattern(pattern);
        preset = Learned.preset(preset);
    }

    @Override
    public Step known() {
        return Step.CALLBACK;
    }
}
