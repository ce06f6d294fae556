package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.contracts.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A connection as everybody may see it: in the API, in each public event, and in the verifier's projection. It never
 * carries a secret.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record ConnectionView(
        @JsonPropertyDescription("Id of the connection") @NotNull
        UUID id,

        @JsonPropertyDescription("The tenant that owns the connection") @TenantId
        String tenant,

        @JsonPropertyDescription(
                "Subject that created the connection: information and a filter, not an access rule. Absent, like the name and the account, after the personal data of a deleted connection has been erased")
        @Nullable
        String owner,

        @JsonPropertyDescription("Name for people") @Nullable
        String name,

        @JsonPropertyDescription("The provider") @NotNull @Valid
        ProviderRef provider,

        @JsonPropertyDescription("Id of the authentication method, one of the provider's in the catalog")
        String method,

        @JsonPropertyDescription("State of the connection") @NotNull
        ConnectionState state,

        @JsonPropertyDescription("Why a person must act; only in the state REAUTHORIZATION_REQUIRED") @Nullable
        Reason reason,

        @JsonPropertyDescription("The reason in words") @Nullable
        String reasonText,

        @JsonPropertyDescription(
                "The account at the provider; absent before the first authorization, and if the provider does not identify accounts")
        @Nullable
        Account account,

        @JsonPropertyDescription("Modules of the platform that use the connection, by their ids in the catalog")
        List<String> modules,

        @JsonPropertyDescription("Permissions, by their ids in the catalog")
        Permissions permissions,

        @JsonPropertyDescription("Number of completed authorizations; 0 before the first")
        int generation,

        @JsonPropertyDescription("When the current generation began; absent before the first") @Nullable
        Instant authorizedAt,

        @JsonPropertyDescription(
                "The earliest end of the authorization that Latchkey cannot extend by itself; absent if none is known")
        @Nullable
        Instant expiresAt,

        @JsonPropertyDescription("Result of the checks; it never decides the state")
        Health health,

        @JsonPropertyDescription("When the connection was created")
        Instant createdAt,

        @JsonPropertyDescription("When the connection last changed")
        Instant updatedAt,

        @JsonPropertyDescription("Revision of what people edit; the ETag contains it")
        long revision,

        @JsonPropertyDescription(
                "Values of the connection's parameters, by their ids in the catalog: those that a person entered, and those that the provider named. Absent before the first authorization, and if there are none")
        @Nullable
        Map<String, String> parameters,

        @JsonPropertyDescription(
                "Whose client at the provider the credential was issued to: installation, tenant, or own if the user entered a client for this connection. Absent before the first authorization, and if the method has no client")
        @Nullable
        String client,

        @JsonPropertyDescription(
                "How many dependents are registered, see GET /v1/connections/{id}/dependents. Absent in events, which are not published for each dependent")
        @Nullable
        Integer dependents) {
    public ConnectionView {
        modules = List.copyOf(modules);
        parameters = parameters == null || parameters.isEmpty() ? null : Map.copyOf(parameters);
    }

    /** The view in events. */
    public ConnectionView withoutDependents() {
        return new ConnectionView(
                id,
                tenant,
                owner,
                name,
                provider,
                method,
                state,
                reason,
                reasonText,
                account,
                modules,
                permissions,
                generation,
                authorizedAt,
                expiresAt,
                health,
                createdAt,
                updatedAt,
                revision,
                parameters,
                client,
                null);
    }
}
