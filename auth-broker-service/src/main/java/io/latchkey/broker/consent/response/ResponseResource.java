package io.latchkey.broker.consent.response;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;

/** Endpoint with which a program without a browser responds to an authorization. */
@Path("/v1/authorizations/{id}/response")
@RolesAllowed(Roles.CONNECTIONS_WRITE)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Authorizations", description = "Respond to an authorization from a program without a browser")
class ResponseResource {
    private final RespondWithoutBrowser respond;
    private final Callers callers;

    ResponseResource(RespondWithoutBrowser respond, Callers callers) {
        this.respond = respond;
        this.callers = callers;
    }

    @POST
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            operationId = "respondToAuthorization",
            summary = "Send a credential for an authorization",
            description =
                    "For an authentication method with a form, such as an API key: a program sends what a person would enter on"
                            + " the connect page. Latchkey tests the values at the provider before it accepts them; the fifth"
                            + " refusal ends the authorization. Only the tenant and principal that started the authorization can"
                            + " respond. They complete it with the code in the response, at connection-service. A repeated request"
                            + " returns the same code until the authorization is completed; its values are ignored.")
    @APIResponse(
            responseCode = "200",
            description = "The provider accepts the credential, which is held until completion")
    @APIResponse(responseCode = "400", description = "Values are missing, unknown or malformed; the problem names each")
    @APIResponse(responseCode = "404", description = "The caller has started no such authorization")
    @APIResponse(
            responseCode = "409",
            description = "The method needs a browser, a browser has continued, or the authorization has ended")
    @APIResponse(responseCode = "422", description = "The provider refuses the credential; nothing was consumed")
    @APIResponse(
            responseCode = "503",
            description = "Vault, the database or the provider does not respond; nothing was consumed")
    public Uni<ConsentView> respond(@PathParam("id") UUID id, @Valid @NotNull EnteredResponse response) {
        return respond.respond(id, callers.current(), response);
    }
}
