package io.latchkey.broker.deletion;

import io.latchkey.contracts.Tenants;
import io.latchkey.contracts.credential.ClosingRequest;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ApiProfiles;
import io.latchkey.work.failure.Invalid;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Accepts deletions from connection-service without delay; the public feed repeats each of them later. */
@Path("/internal/v1/closings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.INTERNAL_CONSENT)
@Tag(name = "Internal")
@Extension(name = ApiProfiles.INTERNAL, value = "")
public class ClosingResource {
    private final CloseConnection closing;

    ClosingResource(CloseConnection closing) {
        this.closing = closing;
    }

    @POST
    @ResponseStatus(202)
    @Operation(operationId = "closeConnection", summary = "Close a deleted connection and destroy its credential")
    @APIResponse(responseCode = "202", description = "Accepted; CredentialDestroyed reports the result")
    @APIResponse(responseCode = "404", description = "The connection belongs to another tenant")
    public Uni<Void> close(@Nullable ClosingRequest request) {
        if (request == null || request.connectionId() == null) {
            throw new Invalid("connectionId", "The connection is missing.", "Name the connection.");
        }
        if (request.tenant() == null || !Tenants.VALID.matcher(request.tenant()).matches()) {
            throw new Invalid(
                    "tenant", "The tenant is missing or not valid.", "Send the id of the connection's tenant.");
        }
        return closing.close(request.connectionId(), request.tenant(), request.force());
    }
}
