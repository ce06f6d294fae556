package io.latchkey.connection.authorization;

import io.latchkey.connection.store.StoredConnection;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Objects;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Endpoints that reauthorize a connection, show the status of an authorization and complete it. */
@Path("/v1/connections/{id}/authorizations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authorizations", description = "Authorize a connection again, follow an authorization and complete it")
class AuthorizationResource {
    private final Callers callers;
    private final BeginAuthorization beginAuthorization;
    private final ReadAuthorization readAuthorization;
    private final CompleteAuthorization completeAuthorization;

    AuthorizationResource(
            Callers callers,
            BeginAuthorization beginAuthorization,
            ReadAuthorization readAuthorization,
            CompleteAuthorization completeAuthorization) {
        this.callers = callers;
        this.beginAuthorization = beginAuthorization;
        this.readAuthorization = readAuthorization;
        this.completeAuthorization = completeAuthorization;
    }

    @POST
    @ResponseStatus(201)
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(
            operationId = "beginAuthorization",
            summary = "Reauthorize a connection, or request more permissions",
            description =
                    "The connection keeps its id, and continues to work until the authorization is completed. Without a body,"
                            + " it asks for the same again and returns to the URL that the connection was created with.")
    @APIResponseSchema(
            value = AuthorizationLink.class,
            responseCode = "201",
            responseDescription = "The link to open in the user's browser")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection, or has deleted it")
    public Uni<AuthorizationLink> begin(
            UUID id, @Valid @RequestBody(required = false) @Nullable NewAuthorization request) {
        return beginAuthorization.begin(
                callers.current(), id, Objects.requireNonNullElse(request, NewAuthorization.AS_BEFORE));
    }

    @GET
    @Path("/{authorizationId}")
    @RolesAllowed(Roles.CONNECTIONS_READ)
    @Operation(
            operationId = "getAuthorization",
            summary = "Show the status of an authorization",
            description =
                    "Where the consent stands and, if it failed, why and what to do next. A page without a bearer token reads"
                            + " the statusUrl of the authorization instead.")
    @APIResponse(responseCode = "200", description = "The authorization, and its connection")
    @APIResponse(
            responseCode = "404",
            description =
                    "The tenant has no such connection or authorization, or the authorization ended some days ago")
    public Uni<AuthorizationDetails> get(UUID id, UUID authorizationId) {
        return readAuthorization.read(callers.current(), id, authorizationId);
    }

    @POST
    @Path("/{authorizationId}/completion")
    @RolesAllowed(Roles.CONNECTIONS_WRITE)
    @Operation(
            operationId = "completeAuthorization",
            summary = "Complete an authorization with the code from the redirect",
            description =
                    "Only the tenant and principal that started the authorization can complete it. Repeating the request returns the same response.")
    @APIResponse(responseCode = "200", description = "The authorized connection")
    @APIResponse(responseCode = "400", description = "The code does not belong to this authorization")
    @APIResponse(responseCode = "403", description = "Another principal started the authorization")
    @APIResponse(responseCode = "404", description = "The tenant has no such connection or authorization")
    @APIResponse(responseCode = "409", description = "The authorization cannot be completed; its status says why")
    public Uni<ConnectionView> complete(UUID id, UUID authorizationId, @Valid @NotNull Completion request) {
        return completeAuthorization
                .complete(callers.current(), id, authorizationId, request)
                .map(StoredConnection::view);
    }
}
