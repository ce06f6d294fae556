package io.latchkey.connection.dependent;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.store.ConnectionRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Body of a request that registers a dependent. */
record NewDependent(
        @JsonPropertyDescription(
                "Name for people, for example that of a workflow: 1 to 200 characters, without control characters")
        @Nullable
        String label,

        @JsonPropertyDescription(
                "Modules of the platform with which it uses the connection, by their ids in the catalog; absent: none")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> modules) {
    /** A dependent that says no more than that it exists. */
    static final NewDependent UNNAMED = new NewDependent(null, List.of());

    NewDependent {
        modules = modules == null ? List.of() : modules;
    }
}
