package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.TenantId;
import io.latchkey.contracts.connection.Revocation;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import java.util.UUID;

/**
 * Response of the broker's {@code POST /internal/v1/closings/previews}: what a deletion would do at the provider now.
 *
 * @param expected the result if the provider accepts the revocation
 * @param endsAllAccess whether a revocation ends all access that the account has granted to the client
 * @param siblings connections of the same tenant that share authorization server, client and account; not all if
 *     there are many
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RevocationPreview(Revocation expected, boolean endsAllAccess, List<UUID> siblings) {
    public RevocationPreview {
        siblings = List.copyOf(siblings);
    }

    /** Body of the request. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    public record Request(
            @NotNull UUID connectionId, @TenantId String tenant) {}
}
