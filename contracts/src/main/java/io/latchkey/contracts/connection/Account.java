package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import org.jspecify.annotations.Nullable;

/** The account at the provider that a connection grants access to. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Account(
        @JsonPropertyDescription(
                "The provider's stable identifier of the account; null if the provider names only a label,"
                        + " which does not tell accounts apart")
        @Nullable
        String id,

        @JsonPropertyDescription("A label that the owner recognises, for example an e-mail address")
        String label) {}
