package io.latchkey.broker.deletion;

import io.latchkey.contracts.credential.ClosingRequest;
import io.latchkey.contracts.credential.RevocationPreview;
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
import org.jboss.resteasy.reactive.ResponseStatus;

/** Accepts deletions from connection-service without delay; the public feed repeats each of them later. */
@Path("/internal/v1/closings")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.INTERNAL_CONSENT)
@Tag(name = "Internal")
@Extension(name = ApiProfiles.INTERNAL, value = "")
public class ClosingResource {
    private final CloseConnection closing;
    private final PreviewDeletion preview;

    ClosingResource(CloseConnection closing, PreviewDeletion preview) {
        this.closing = closing;
        this.preview = preview;
    }

    @POST
    @ResponseStatus(202)
    @Operation(operationId = "closeConnection", summary = "Close a deleted connection and destroy its credential")
    @APIResponse(responseCode = "202", description = "Accepted; CredentialDestroyed reports the result")
    @APIResponse(responseCode = "404", description = "The connection belongs to another tenant")
    public Uni<Void> close(@Valid @NotNull ClosingRequest request) {
        return closing.close(request.connectionId(), request.tenant(), request.force());
    }

    @POST
    @Path("previews")
    @Operation(operationId = "previewDeletion", summary = "Show what the deletion of a connection would do")
    @APIResponse(responseCode = "200", description = "What would be revoked at the provider")
    @APIResponse(responseCode = "404", description = "The connection belongs to another tenant, or is deleted")
    @APIResponse(responseCode = "409", description = "The provider is not in the catalog")
    public Uni<RevocationPreview> preview(@Valid @NotNull RevocationPreview.Request request) {
        return preview.of(request.connectionId(), request.tenant());
    }
}
