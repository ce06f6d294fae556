package io.latchkey.connection.scope;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Endpoint that checks whether a connection has the permissions that a task needs. */
@Path("/v1/connections/{id}/scope-checks")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Verification")
class ScopeCheckResource {
    private final Callers callers;
    private final CheckScopes checkScopes;

    ScopeCheckResource(Callers callers, CheckScopes checkScopes) {
        this.callers = callers;
        this.checkScopes = checkScopes;
    }

    @POST
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(
            operationId = "checkScopes",
            summary = "Check whether a connection suffices for a task",
            description =
                    "Compares the permissions that the task needs with those that the provider granted. It changes nothing.")
    @APIResponse(responseCode = "200", description = "Whether it suffices, and what is missing")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    public Uni<ScopeCheck> check(UUID id, @Valid @NotNull ScopeQuestion question) {
        return checkScopes.check(callers.current(), id, question);
    }
}
