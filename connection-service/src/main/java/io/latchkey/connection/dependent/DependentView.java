package io.latchkey.connection.dependent;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A dependent of a connection in the API. */
public record DependentView(
        @JsonPropertyDescription("Kind of the dependent, in the words of the platform")
        String kind,

        @JsonPropertyDescription("Reference of the dependent, unique within its kind")
        String ref,

        @JsonPropertyDescription("Name for people; absent if none was sent") @Nullable
        String label,

        @JsonPropertyDescription(
                "Modules of the platform with which it uses the connection, by their ids in the catalog")
        List<String> modules,

        @JsonPropertyDescription(
                "Permissions that the modules needed by the catalog when the dependent was stored, sorted")
        List<String> permissions,

        @JsonPropertyDescription("When the dependent was registered")
        Instant createdAt,

        @JsonPropertyDescription("When the dependent last changed")
        Instant updatedAt) {}
