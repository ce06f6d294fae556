package io.latchkey.connection.metadata;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.connection.store.ConnectionFilter;
import io.latchkey.connection.store.ConnectionRules;
import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ETags;
import io.latchkey.edge.page.Cursor;
import io.latchkey.edge.page.Page;
import io.latchkey.edge.page.PageRequest;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Endpoints that list, show and rename connections. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections", description = "Create, find, rename and delete connections")
class ConnectionResource {
    record Rename(
            @JsonPropertyDescription("The new name for people: 1 to 200 characters, without control characters")
            @NotNull
            String name) {}

    private final Callers callers;
    private final FindConnections findConnections;
    private final RenameConnection renameConnection;

    ConnectionResource(Callers callers, FindConnections findConnections, RenameConnection renameConnection) {
        this.callers = callers;
        this.findConnections = findConnections;
        this.renameConnection = renameConnection;
    }

    @GET
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(operationId = "listConnections", summary = "List connections, newest first")
    public Uni<Page<ConnectionView>> list(
            @QueryParam("provider") @Parameter(description = "Only those of this provider, by its id") @Nullable
                    String provider,
            @QueryParam("state")
                    @Parameter(
                            description = "Only those in this state; without it, all that are not deleted",
                            schema = @Schema(implementation = ConnectionState.class))
                    @Nullable
                    String state,
            @QueryParam("owner") @Parameter(description = "Only those of this owner, by the subject") @Nullable
                    String owner,
            @QueryParam("satisfies")
                    @Parameter(
                            description =
                                    "Only those that have all permissions that this module needs, or this permission, by its id in the catalog; can be repeated. Needs provider. Without state, only connections that can be used: ACTIVE and EXPIRING")
                    @Size(max = ConnectionRules.LIST_LENGTH, message = ConnectionRules.LIST_TOO_LONG)
                    List<@Pattern(regexp = ConnectionRules.ID, message = ConnectionRules.NO_ID) String> satisfies,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor) {
        var page = PageRequest.of(limit, cursor);
        return findConnections
                .page(callers.current(), ConnectionFilter.of(provider, state, owner), satisfies, page)
                .map(rows -> Page.of(page, rows, StoredConnection::view, ConnectionResource::place));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(operationId = "getConnection", summary = "Show a connection")
    @APIResponse(
            responseCode = "200",
            description = "The connection",
            headers = @Header(name = "ETag", description = ETags.MEANING, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    public Uni<RestResponse<ConnectionView>> get(UUID id) {
        return findConnections.get(callers.current(), id).map(ConnectionResource::tagged);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(operationId = "renameConnection", summary = "Rename a connection")
    @APIResponse(
            responseCode = "200",
            description = "The renamed connection",
            headers = @Header(name = "ETag", description = ETags.MEANING, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "412", description = "The connection has changed since the ETag in If-Match was read")
    public Uni<RestResponse<ConnectionView>> rename(
            UUID id, @HeaderParam("If-Match") @Nullable String ifMatch, @Valid @NotNull Rename change) {
        return renameConnection
                .rename(callers.current(), id, change.name(), ifMatch)
                .map(ConnectionResource::tagged);
    }

    private static RestResponse<ConnectionView> tagged(StoredConnection stored) {
        var tag = ETags.of(stored.revision());
        return ResponseBuilder.ok(stored.view()).header("ETag", tag).build();
    }

    private static Cursor place(StoredConnection stored) {
        return new Cursor(stored.createdAt(), stored.id());
    }
}
