package io.latchkey.connection.authorization;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.store.ConnectionRules;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;

/** What an authorization adds to a connection. At least one of the lists has an item. */
public record Addition(
        @JsonPropertyDescription("Modules of the platform, by their ids in the catalog; absent: none")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> modules,

        @JsonPropertyDescription("Permissions, by their ids in the catalog; absent: none")
        @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
        List<@NotNull @Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> permissions) {
    public Addition {
        modules = modules == null ? List.of() : modules;
        permissions = permissions == null ? List.of() : permissions;
    }

    boolean namesNothing() {
        return modules.isEmpty() && permissions.isEmpty();
    }
}
