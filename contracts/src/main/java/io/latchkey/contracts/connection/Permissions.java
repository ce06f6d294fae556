package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.List;

/** Permissions by their ids in the catalog, each list sorted: requested, granted, and requested but not granted. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Permissions(
        @JsonPropertyDescription("Requested permissions, sorted")
        List<String> requested,

        @JsonPropertyDescription("Permissions that the provider granted, sorted")
        List<String> granted,

        @JsonPropertyDescription("Permissions that were requested and not granted, sorted")
        List<String> missing) {
    public Permissions {
        requested = List.copyOf(requested);
        granted = List.copyOf(granted);
        missing = List.copyOf(missing);
    }

    /** Nothing granted yet. */
    public static Permissions requested(List<String> requested) {
        var sorted = requested.stream().sorted().distinct().toList();
        return new Permissions(sorted, List.of(), sorted);
    }

    /** Of the requested and granted permissions; {@code missing} is computed. */
    public static Permissions of(List<String> requested, List<String> granted) {
        var asked = requested.stream().sorted().distinct().toList();
        var got = granted.stream().sorted().distinct().toList();
        return new Permissions(
                asked, got, asked.stream().filter(p -> !got.contains(p)).toList());
    }
}
