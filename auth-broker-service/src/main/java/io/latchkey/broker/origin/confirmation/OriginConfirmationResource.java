package io.latchkey.broker.origin.confirmation;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.origin.Origins.Move;
import io.latchkey.catalog.Origin;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The origins to which a provider's secrets are sent. For callers that belong to no tenant. */
@Path("/v1/providers/{id}/origin-confirmations")
@RolesAllowed(Roles.PROVIDERS_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers")
class OriginConfirmationResource {
    private static final String METHOD = "Id of one of the provider's authentication methods; absent: its first";

    private final ConfirmOrigin confirm;
    private final Callers callers;

    OriginConfirmationResource(ConfirmOrigin confirm, Callers callers) {
        this.confirm = confirm;
        this.callers = callers;
    }

    record OriginView(
            @JsonPropertyDescription("Id of the authentication method that the secrets belong to")
            String method,

            @JsonPropertyDescription("The provider's origin in the catalog, as a confirmation must name it")
            Origin origin,

            @JsonPropertyDescription(
                    "Whether an operator has confirmed the origin; an origin that has never changed needs no confirmation")
            boolean confirmed,

            @JsonPropertyDescription(
                    "Other origins to which secrets are bound; none of these secrets is sent until an operator confirms the origin")
            List<Move> moves) {}

    @GET
    @Operation(operationId = "getOrigin", summary = "Show a provider's origin, and the changes that need confirmation")
    @APIResponse(responseCode = "200", description = "The origin")
    @APIResponse(responseCode = "409", description = "The provider's catalog entry has errors")
    public Uni<OriginView> get(
            @PathParam("id") String id,
            @QueryParam("method") @Parameter(description = METHOD) @Nullable String method) {
        callers.requireInstallation();
        return confirm.find(id, method);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "confirmOrigin",
            summary = "Confirm that secrets may be sent to the provider's current origin")
    @APIResponse(responseCode = "200", description = "The origin is confirmed")
    @APIResponse(responseCode = "400", description = "The origin in the body is incomplete")
    @APIResponse(responseCode = "404", description = "No such provider")
    @APIResponse(responseCode = "409", description = "The provider's current origin differs")
    public Uni<OriginView> confirm(
            @PathParam("id") String id,
            @QueryParam("method") @Parameter(description = METHOD) @Nullable String method,
            @Valid @NotNull NamedOrigin origin) {
        callers.requireInstallation();
        return confirm.confirm(id, method, origin, callers.name());
    }
}
