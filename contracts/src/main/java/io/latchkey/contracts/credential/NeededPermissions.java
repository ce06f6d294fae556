package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.NotNull;
import java.util.List;

/**
 * Response of the broker's {@code POST /internal/v1/needed-permissions}: the permissions of a provider that are needed,
 * sorted.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record NeededPermissions(List<String> permissions) {
    public NeededPermissions {
        permissions = List.copyOf(permissions);
    }

    /**
     * Body of the request.
     *
     * @param modules whose permissions are needed
     * @param permissions needed besides
     * @param satisfies ids of either modules or permissions; if there are any, a caller has named the provider
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Request(
            @NotNull String provider,
            @NotNull List<@NotNull String> modules,
            @NotNull List<@NotNull String> permissions,
            @NotNull List<@NotNull String> satisfies) {
        /** What modules and permissions of a connection's provider amount to. */
        public static Request of(String provider, List<String> modules, List<String> permissions) {
            return new Request(provider, modules, permissions, List.of());
        }
    }
}
