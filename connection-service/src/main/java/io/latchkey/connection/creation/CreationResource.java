package io.latchkey.connection.creation;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.connection.ConnectionSettings;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ETags;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** Endpoint that creates connections. */
@Path("/v1/connections")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Connections")
class CreationResource {
    private final Callers callers;
    private final CreateConnection createConnection;
    private final HttpUrl publicUrl;

    CreationResource(Callers callers, CreateConnection createConnection, ConnectionSettings settings) {
        this.callers = callers;
        this.createConnection = createConnection;
        this.publicUrl = settings.publicUrl();
    }

    @POST
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(
            operationId = "createConnection",
            summary = "Create a connection, and a link for the consent of its user",
            description =
                    "A repetition with the same Idempotency-Key within a day returns the same connection and, while"
                            + " it is PENDING, a new link.")
    @APIResponse(
            responseCode = "201",
            description = "The connection, PENDING until its authorization is completed",
            headers = {
                @Header(
                        name = "Location",
                        description = "The URL of the connection",
                        schema = @Schema(type = SchemaType.STRING, format = "uri")),
                @Header(name = "ETag", description = ETags.MEANING, schema = @Schema(type = SchemaType.STRING))
            },
            content = @Content(schema = @Schema(implementation = CreatedConnection.class)))
    @APIResponse(responseCode = "400", description = "A field is invalid")
    @APIResponse(responseCode = "422", description = "The Idempotency-Key was used with another body")
    public Uni<RestResponse<CreatedConnection>> create(
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey, @Valid @NotNull NewConnection request) {
        return createConnection
                .create(Creation.of(callers.current(), request, idempotencyKey))
                .map(created -> ResponseBuilder.<CreatedConnection>create(RestResponse.Status.CREATED)
                        .entity(created)
                        .header(
                                "Location",
                                publicUrl.with("/v1/connections/"
                                        + created.connection().id()))
                        .header("ETag", ETags.of(created.connection().revision()))
                        .build());
    }
}
