package io.latchkey.verifier.schedule;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Endpoint for the schedule of a connection. */
@Path("/v1/schedule")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schedule", description = "When connections are checked, and when notices are sent")
class ScheduleResource {
    private final Schedule schedule;
    private final Callers callers;

    ScheduleResource(Schedule schedule, Callers callers) {
        this.schedule = schedule;
        this.callers = callers;
    }

    @GET
    @Path("/{connectionId}")
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(operationId = "getSchedule", summary = "Show the next check and the notices of a connection")
    @APIResponse(responseCode = "200", description = "The connection's schedule")
    @APIResponse(responseCode = "404", description = "No such connection in the caller's tenant")
    public Uni<ScheduleView> get(@PathParam("connectionId") UUID connectionId) {
        return schedule.view(connectionId, callers.current().tenant());
    }
}
