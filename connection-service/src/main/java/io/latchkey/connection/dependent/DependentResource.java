package io.latchkey.connection.dependent;

import io.latchkey.connection.dependent.ChangeDependents.Registered;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.page.Cursor;
import io.latchkey.edge.page.Page;
import io.latchkey.edge.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Endpoints that register, list and remove the dependents of a connection. */
@Path("/v1/connections/{id}/dependents")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Dependents", description = "What of the platform uses a connection, and what it needs there")
class DependentResource {
    private static final String KIND = "Kind of the dependent, in the words of the platform, for example workflow";
    private static final String REF = "Reference of the dependent, unique within its kind";

    private final Callers callers;
    private final ChangeDependents changeDependents;
    private final ReadDependents readDependents;

    DependentResource(Callers callers, ChangeDependents changeDependents, ReadDependents readDependents) {
        this.callers = callers;
        this.changeDependents = changeDependents;
        this.readDependents = readDependents;
    }

    @GET
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(operationId = "listDependents", summary = "List the dependents of a connection, newest first")
    @APIResponse(responseCode = "200", description = "A page of dependents")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    public Uni<Page<DependentView>> list(
            UUID id, @QueryParam("limit") @Nullable String limit, @QueryParam("cursor") @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return readDependents
                .page(callers.current(), id, page)
                .map(rows -> Page.of(page, rows, Dependent::view, row -> new Cursor(row.createdAt(), row.id())));
    }

    @PUT
    @Path("/{kind}/{ref}")
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(
            operationId = "putDependent",
            summary = "Register a dependent of a connection, or replace what is known of it",
            description =
                    "While a connection has dependents, it is deleted only on explicit request. The permissions that their modules need"
                            + " take part in permissions.missing and permissions.noLongerNeeded of the connection.")
    @APIResponse(
            responseCode = "200",
            description = "The dependent, which was registered before",
            content = @Content(schema = @Schema(implementation = DependentView.class)))
    @APIResponse(
            responseCode = "201",
            description = "The new dependent",
            content = @Content(schema = @Schema(implementation = DependentView.class)))
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    @APIResponse(responseCode = "409", description = "The connection has too many dependents")
    public Uni<RestResponse<DependentView>> put(
            UUID id,
            @PathParam("kind")
                    @Parameter(description = KIND)
                    @Pattern(regexp = DependentKey.KIND, message = DependentKey.NO_KIND)
                    String kind,
            @PathParam("ref")
                    @Parameter(description = REF)
                    @Pattern(regexp = DependentKey.REF, message = DependentKey.NO_REF)
                    String ref,
            @Valid @RequestBody(required = false) @Nullable NewDependent request) {
        return changeDependents
                .register(
                        callers.current(),
                        new DependentKey(id, kind, ref),
                        Objects.requireNonNullElse(request, NewDependent.UNNAMED))
                .map(DependentResource::answer);
    }

    @DELETE
    @Path("/{kind}/{ref}")
    @ResponseStatus(204)
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(
            operationId = "deleteDependent",
            summary = "Remove a dependent of a connection",
            description = "Repeating the request does no harm.")
    @APIResponse(responseCode = "204", description = "The connection has no such dependent any more")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    public Uni<Void> remove(
            UUID id,
            @PathParam("kind")
                    @Parameter(description = KIND)
                    @Pattern(regexp = DependentKey.KIND, message = DependentKey.NO_KIND)
                    String kind,
            @PathParam("ref")
                    @Parameter(description = REF)
                    @Pattern(regexp = DependentKey.REF, message = DependentKey.NO_REF)
                    String ref) {
        return changeDependents.remove(callers.current(), new DependentKey(id, kind, ref));
    }

    private static RestResponse<DependentView> answer(Registered registered) {
        var status = registered.created() ? RestResponse.Status.CREATED : RestResponse.Status.OK;
        return ResponseBuilder.<DependentView>create(status)
                .entity(registered.dependent())
                .build();
    }
}
