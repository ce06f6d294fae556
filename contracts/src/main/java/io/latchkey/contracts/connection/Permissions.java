package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Permissions by their ids in the catalog, each list sorted. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Permissions(
        @JsonPropertyDescription("Permissions that the last authorization requested, sorted")
        List<String> requested,

        @JsonPropertyDescription("Permissions that the provider granted, sorted")
        List<String> granted,

        @JsonPropertyDescription("Permissions that were requested, or that a dependent needs, and not granted, sorted")
        List<String> missing,

        @JsonPropertyDescription(
                "Permissions that were granted, and that neither the last authorization requested nor a dependent needs, sorted")
        List<String> noLongerNeeded) {
    public Permissions {
        requested = List.copyOf(requested);
        granted = List.copyOf(granted);
        missing = List.copyOf(missing);
        noLongerNeeded = orEmpty(noLongerNeeded);
    }

    /** A service of an earlier release does not send the list. */
    private static List<String> orEmpty(@Nullable List<String> sent) {
        return sent == null ? List.of() : List.copyOf(sent);
    }

    /** Nothing granted yet. */
    public static Permissions requested(List<String> requested) {
        return of(requested, List.of());
    }

    /** Of the requested and granted permissions, if nothing else is needed. */
    public static Permissions of(List<String> requested, List<String> granted) {
        return of(sorted(requested.stream()), sorted(granted.stream()), List.of());
    }

    /** The same with the permissions that dependents need besides the requested ones. */
    public Permissions neededToo(Collection<String> others) {
        return of(requested, granted, others);
    }

    private static Permissions of(List<String> requested, List<String> granted, Collection<String> others) {
        var needed = sorted(Stream.concat(requested.stream(), others.stream()));
        return new Permissions(requested, granted, without(needed, granted), without(granted, needed));
    }

    private static List<String> sorted(Stream<String> ids) {
        return ids.sorted().distinct().toList();
    }

    private static List<String> without(List<String> ids, List<String> others) {
        return ids.stream().filter(id -> !others.contains(id)).toList();
    }
}
