package io.latchkey.broker.client.dynamic;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.secret.Registrant;
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
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jspecify.annotations.Nullable;

/** Registrations of the client of the caller's tenant, or of the installation, at the provider itself. */
@Path("/v1/providers/{id}/client/registrations")
@RolesAllowed(Roles.PROVIDERS_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers")
class RegistrationResource {
    private final RegisterDynamically register;
    private final PublicUrl publicUrl;
    private final Callers callers;

    RegistrationResource(RegisterDynamically register, PublicUrl publicUrl, Callers callers) {
        this.register = register;
        this.publicUrl = publicUrl;
        this.callers = callers;
    }

    record RegistrationView(
            @JsonPropertyDescription("Client id that the provider issued")
            String clientId,

            @JsonPropertyDescription(
                    "When the client secret expires: register another client, or add a secret, before; absent if it does not expire")
            @Nullable
            Instant secretExpiresAt,

            @JsonPropertyDescription("Whose client it is") @Schema(enumeration = {"installation", "tenant"})
            String registeredBy,

            @JsonPropertyDescription("Redirect URI that was registered")
            String redirectUri) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseStatus(201)
    @Operation(
            operationId = "registerClient",
            summary = "Register a client at the provider (RFC 7591)",
            description =
                    "For a provider whose catalog entry has `registration-url`. Latchkey stores the client that the"
                            + " provider issues as PUT does, and never returns its secret. Each request registers another client"
                            + " at the provider.")
    @APIResponseSchema(
            value = RegistrationView.class,
            responseCode = "201",
            responseDescription = "The provider has registered a client, and Latchkey uses it")
    @APIResponse(
            responseCode = "409",
            description = "The provider refuses the registration or offers none, its catalog entry has errors, or the"
                    + " present client is still in use")
    public Uni<RegistrationView> register(
            @PathParam("id") String id,
            @QueryParam("force")
                    @Parameter(
                            description =
                                    "Whether to replace a client that connections still use: Latchkey can then neither refresh nor revoke their credentials")
                    @DefaultValue("false")
                    @Pattern(regexp = Limits.TRUE_OR_FALSE, message = Limits.NEITHER_TRUE_NOR_FALSE)
                    String force,
            @Valid @NotNull RegistrationRequest request) {
        var registrant = Registrant.of(callers.tenant());
        return register.register(registrant, id, request, Boolean.parseBoolean(force))
                .map(client -> new RegistrationView(
                        client.clientId(), client.secretExpiresAt(), registrant.kind(), publicUrl.callback(id)));
    }
}
