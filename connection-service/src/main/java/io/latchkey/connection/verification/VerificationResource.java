package io.latchkey.connection.verification;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Endpoint that checks a connection now. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification", description = "Check a connection now")
class VerificationResource {
    private final Callers callers;
    private final VerifyConnection verifyConnection;

    VerificationResource(Callers callers, VerifyConnection verifyConnection) {
        this.callers = callers;
        this.verifyConnection = verifyConnection;
    }

    @POST
    @Path("/{id}/verifications")
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(operationId = "verifyConnection", summary = "Check a connection now")
    @APIResponse(responseCode = "200", description = "The result of the check")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    @APIResponse(responseCode = "409", description = "The connection is not authorized yet")
    public Uni<Verification> verify(UUID id) {
        return verifyConnection.verify(callers.current(), id);
    }
}
