package io.latchkey.broker.probe;

import io.latchkey.contracts.probe.ProbeRequest;
import io.latchkey.contracts.probe.ProbeResult;
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
import org.jspecify.annotations.Nullable;

/** Endpoint with which verifier-service requests probes. Its responses contain no secret. */
@Path("/internal/v1/probes")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.INTERNAL_PROBE)
@Tag(name = "Internal")
@Extension(name = ApiProfiles.INTERNAL, value = "")
public class ProbeResource {
    private final ProbeConnection probes;

    ProbeResource(ProbeConnection probes) {
        this.probes = probes;
    }

    @POST
    @Operation(operationId = "probeConnection", summary = "Probe a connection's credential")
    @APIResponse(responseCode = "200", description = "The result of the probe")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection")
    @APIResponse(responseCode = "409", description = "Not authorized yet")
    @APIResponse(responseCode = "503", description = "Vault or the database does not respond; try again")
    public Uni<ProbeResult> probe(@Nullable ProbeRequest request) {
        if (request == null || request.connectionId() == null) {
            throw new Invalid("connectionId", "The connection is missing.", "Name the connection.");
        }
        if (request.tenant() == null) {
            throw new Invalid("tenant", "The tenant is missing.", "Send the id of the connection's tenant.");
        }
        return probes.probe(request);
    }
}
