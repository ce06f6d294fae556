package io.latchkey.broker.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.contracts.Limits;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The installation's client at a provider. For callers that belong to no tenant. */
@Path("/v1/providers/{id}/client")
@RolesAllowed(Roles.PROVIDERS_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers")
class ClientResource {
    private final RegisterClient register;
    private final PublicUrl publicUrl;
    private final Callers callers;

    ClientResource(RegisterClient register, PublicUrl publicUrl, Callers callers) {
        this.register = register;
        this.publicUrl = publicUrl;
        this.callers = callers;
    }

    record ClientView(
            @JsonPropertyDescription("Client id that the provider issued")
            String clientId,

            @JsonPropertyDescription("Redirect URI to register at the provider, character for character")
            String redirectUri) {}

    @GET
    @Operation(operationId = "getClient", summary = "Show the client, without its secret")
    public Uni<ClientView> get(@PathParam("id") String id) {
        callers.requireInstallation();
        return register.find(id).map(client -> new ClientView(client.clientId(), publicUrl.callback(id)));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(operationId = "putClient", summary = "Register or replace the client")
    public Uni<ClientView> put(
            @PathParam("id") String id,
            @QueryParam("force")
                    @Parameter(
                            description =
                                    "Whether to replace a client that connections still use: Latchkey can then neither refresh nor revoke their credentials")
                    @DefaultValue("false")
                    @Pattern(regexp = Limits.TRUE_OR_FALSE, message = Limits.NEITHER_TRUE_NOR_FALSE)
                    String force,
            @Valid @NotNull ClientRegistration registration) {
        callers.requireInstallation();
        return register.register(id, registration, Boolean.parseBoolean(force))
                .replaceWith(new ClientView(registration.clientId(), publicUrl.callback(id)));
    }
}
