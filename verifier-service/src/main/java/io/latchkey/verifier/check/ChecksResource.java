package io.latchkey.verifier.check;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ApiProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Internal endpoint for on-demand checks; for connection-service only. */
@Path("/internal/v1/checks")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Internal")
@Extension(name = ApiProfiles.INTERNAL, value = "")
class ChecksResource {
    private final OnDemandCheck onDemandCheck;

    ChecksResource(OnDemandCheck onDemandCheck) {
        this.onDemandCheck = onDemandCheck;
    }

    @POST
    @RolesAllowed(Roles.INTERNAL_CHECK)
    @Operation(operationId = "checkNow", summary = "Check a connection now")
    @APIResponse(responseCode = "200", description = "The result of the check")
    @APIResponse(responseCode = "400", description = "A field is missing or invalid")
    @APIResponse(responseCode = "404", description = "The connection belongs to another tenant, or is deleted")
    @APIResponse(responseCode = "409", description = "The connection has no grant yet")
    public Uni<CheckCompleted> check(@Valid @NotNull CheckRequest request) {
        var checkable = Checkable.require(request);
        return onDemandCheck.check(checkable.connection(), checkable.sequence());
    }
}
