package io.latchkey.connection.deletion;

import io.latchkey.contracts.Limits;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Endpoints that delete a connection, and show beforehand what that would do. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
class DeletionResource {
    private final Callers callers;
    private final PreviewDeletion previewDeletion;
    private final DeleteConnection deleteConnection;

    DeletionResource(Callers callers, PreviewDeletion previewDeletion, DeleteConnection deleteConnection) {
        this.callers = callers;
        this.previewDeletion = previewDeletion;
        this.deleteConnection = deleteConnection;
    }

    @GET
    @Path("/{id}/deletion-preview")
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(
            operationId = "previewDeletion",
            summary = "Show what the deletion of a connection would do",
            description =
                    "Lists what uses the connection, and says what would become of the credential at the provider.")
    @APIResponse(responseCode = "200", description = "What the deletion would do now")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    @APIResponse(responseCode = "409", description = "The provider of the connection is not in the catalog")
    public Uni<DeletionPreview> preview(UUID id) {
        return previewDeletion.of(callers.current(), id);
    }

    @DELETE
    @Path("/{id}")
    @ResponseStatus(202)
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(
            operationId = "deleteConnection",
            summary = "Delete a connection and revoke its credential",
            description =
                    "The connection can no longer be used when this request returns. Revocation and destruction follow. Repeat the request to"
                            + " read their result.")
    @APIResponseSchema(
            value = Deletion.class,
            responseCode = "202",
            responseDescription = "Deleted, with the result so far")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection")
    @APIResponse(
            responseCode = "409",
            description = "The connection has dependents, of which the problem names the newest")
    @APIResponse(responseCode = "412", description = "The connection has changed since the ETag in If-Match was read")
    public Uni<Deletion> delete(
            UUID id,
            @QueryParam("force")
                    @Parameter(
                            description =
                                    "Whether to revoke the authorization at the provider even if that ends another connection to the same account")
                    @DefaultValue("false")
                    @Pattern(regexp = Limits.TRUE_OR_FALSE, message = Limits.NEITHER_TRUE_NOR_FALSE)
                    String force,
            @QueryParam("ignoreDependents")
                    @Parameter(description = "Whether to delete the connection even if dependents are registered")
                    @DefaultValue("false")
                    @Pattern(regexp = Limits.TRUE_OR_FALSE, message = Limits.NEITHER_TRUE_NOR_FALSE)
                    String ignoreDependents,
            @HeaderParam("If-Match") @Nullable String ifMatch) {
        return deleteConnection.delete(
                callers.current(), id, Boolean.parseBoolean(force), Boolean.parseBoolean(ignoreDependents), ifMatch);
    }
}
