package io.latchkey.connection.scope;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.store.ConnectionRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** Body of a scope check: what a task needs. At least one of the lists has an item. */
record ScopeQuestion(
        @JsonPropertyDescription("Modules of the platform, by their ids in the catalog; absent: none")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> modules,

        @JsonPropertyDescription(
                "Permissions needed in addition to those that the modules need, by their ids in the catalog; absent: none")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> permissions) {
    ScopeQuestion {
        modules = modules == null ? List.of() : modules;
        permissions = permissions == null ? List.of() : permissions;
    }

    boolean namesNothing() {
        return modules.isEmpty() && permissions.isEmpty();
    }
}
