package io.latchkey.catalog.parameter;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parameter that the provider names during the consent. */
public sealed interface LearnedParameter extends Parameter
        permits CallbackParameter, TokenResponseParameter, IdentityParameter {
    Take take();

    /** Null: any printable ASCII. */
    @Nullable
    String pattern();

    /** The value that the provider's {@code text} yields; empty if it is not acceptable. */
    default Optional<String> from(String text) {
        return take().from(text).flatMap(taken -> ValuePattern.value(pattern(), taken));
    }

    @Override
    default boolean isPlain() {
        return pattern() != null && PlainPattern.isPlain(pattern());
    }

    @Override
    default boolean namesAnyHost() {
        return pattern() == null || ValuePattern.acceptsAnyHost(pattern());
    }
}
