package io.latchkey.broker.probe;

import io.latchkey.contracts.probe.ProbeRequest;
import io.latchkey.contracts.probe.ProbeResult;
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
    public Uni<ProbeResult> probe(@Valid @NotNull ProbeRequest request) {
        return probes.probe(request);
    }
}
