package io.latchkey.catalog.parameter;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A value that differs between the connections of a provider, such as a subdomain. Templates refer to it as {@code {id}}.
 * It is not a secret: URLs, pages, events and logs may contain it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(name = "text", value = TextParameter.class),
    @JsonSubTypes.Type(name = "choice", value = ChoiceParameter.class),
    @JsonSubTypes.Type(name = "callback", value = CallbackParameter.class),
    @JsonSubTypes.Type(name = "token-response", value = TokenResponseParameter.class),
    @JsonSubTypes.Type(name = "identity", value = IdentityParameter.class)
})
public sealed interface Parameter permits EnteredParameter, LearnedParameter {
    String id();

    /** The value of a connection that names no other; null if a value is required. */
    @Nullable
    String preset();

    /** {@link #preset()}. */
    default Optional<String> usual() {
        return Optional.ofNullable(preset());
    }

    /** The step from which the value is known. */
    Step known();

    /** Whether every accepted value consists of letters, digits and {@code . - _ :} only. */
    boolean isPlain();

    /** Whether accepted values can lead to a host of any name. */
    boolean namesAnyHost();
}
