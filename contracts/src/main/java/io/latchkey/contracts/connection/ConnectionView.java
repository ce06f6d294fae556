package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as everybody may see it: in the API, in each public event, and in the verifier's projection. It never
 * carries a secret.
 *
 * @param owner the subject that created it; information and a filter, not an access rule. Null, like the name and the
 *     account, when the personal data of a deleted connection has been erased
 * @param method the id of the authentication method, of those that the provider has in the catalog
 * @param reason why a person must act; set only in {@link ConnectionState#REAUTHORIZATION_REQUIRED}
 * @param reasonText the reason in words
 * @param account null until first completed
 * @param generation completed (re)authorizations, from 1; 0 before the first
 * @param authorizedAt when the present generation began; null before the first
 * @param expiresAt the earliest end that Latchkey cannot extend by itself; null if none is known
 * @param revision of what people edit; the ETag
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectionView(
        @NotNull UUID id,
        @TenantId String tenant,
        @Nullable String owner,
        @Nullable String name,
        @NotNull @Valid ProviderRef provider,
        String method,
        @NotNull ConnectionState state,
        @Nullable Reason reason,
        @Nullable String reasonText,
        @Nullable Account account,
        List<String> modules,
        Permissions permissions,
        int generation,
        @Nullable Instant authorizedAt,
        @Nullable Instant expiresAt,
        Health health,
        Instant createdAt,
        Instant updatedAt,
        long revision) {
    public ConnectionView {
        modules = List.copyOf(modules);
    }
}
