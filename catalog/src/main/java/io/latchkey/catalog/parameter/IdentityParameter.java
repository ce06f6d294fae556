package io.latchkey.catalog.parameter;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * A value in the response that identifies the account.
 *
 * @param pointer JSON pointer (RFC 6901) to it
 * @param pattern a regular expression that the whole value matches, before any secret is sent to a host with it; its
 *     group {@code value}, if it has one, is the value
 * @param preset the value until the response names another, and if it names none; null: the response must name one
 */
public record IdentityParameter(
        String id,
        String pointer,
        Take take,
        @Nullable String pattern,
        @JsonProperty("default") @Nullable String preset)
        implements LearnedParameter {
    public IdentityParameter {
        id = ParameterId.require(id);
        pointer = Require.pointer("pointer", pointer);
        take = Learned.take(take, pattern);
        pattern = ValuePattern.pattern(pattern);
        preset = Learned.preset(preset);
    }

    @Override
    public Step known() {
        return Step.IDENTITY;
    }
}
