package io.latchkey.broker.consent.begin;

import io.latchkey.broker.consent.status.ReadStatus;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.contracts.TenantId;
import io.latchkey.contracts.credential.AuthorizationOffer;
import io.latchkey.contracts.credential.AuthorizationRequest;
import io.latchkey.contracts.credential.AuthorizationView;
import io.latchkey.contracts.credential.LinkRequest;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ApiProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;

/** Endpoints with which connection-service begins authorizations, requests new links and reads the status. */
@Path("/internal/v1/authorizations")
@RolesAllowed(Roles.INTERNAL_CONSENT)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Internal")
@Extension(name = ApiProfiles.INTERNAL, value = "")
class AuthorizationResource {
    private final BeginAuthorization begin;
    private final ReadStatus readStatus;

    AuthorizationResource(BeginAuthorization begin, ReadStatus readStatus) {
        this.begin = begin;
        this.readStatus = readStatus;
    }

    @POST
    @ResponseStatus(201)
    @Operation(operationId = "beginAuthorization", summary = "Start an authorization")
    @APIResponseSchema(
            value = AuthorizationOffer.class,
            responseCode = "201",
            responseDescription = "The link to open in the user's browser, and its expiry")
    @APIResponse(responseCode = "404", description = "The connection belongs to another tenant, or is deleted")
    public Uni<AuthorizationOffer> begin(@Valid @NotNull AuthorizationRequest request) {
        return begin.begin(request);
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getAuthorization", summary = "Show the status of an authorization")
    @APIResponse(responseCode = "200", description = "The status")
    @APIResponse(responseCode = "404", description = "The connection has no such authorization, or it was deleted")
    public Uni<AuthorizationView> status(
            @PathParam("id") UUID id,
            @QueryParam("connectionId") @NotNull UUID connectionId,
            @QueryParam("tenant") @TenantId String tenant) {
        return readStatus.of(id, new ConnectionPath(tenant, connectionId));
    }

    @POST
    @Path("{id}/links")
    @Operation(operationId = "mintLink", summary = "Create a new link; the previous link becomes invalid")
    public Uni<AuthorizationOffer> link(@PathParam("id") UUID id, @Valid @NotNull LinkRequest request) {
        return begin.relink(id, request);
    }
}
