package io.latchkey.broker.handout;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.work.failure.Invalid;
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
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseHeader;
import org.jspecify.annotations.Nullable;

/** Returns credentials to the platform's services. */
@Path("/v1/credentials/{connectionId}")
@Produces(MediaType.APPLICATION_JSON)
@RolesAllowed(Roles.CREDENTIALS_READ)
@Tag(name = "Credentials", description = "Fetch credentials, for services of the platform")
@APIResponse(
        responseCode = "200",
        description = "The credential",
        content = @Content(schema = @Schema(implementation = CredentialView.class)))
@APIResponse(responseCode = "400", description = "Malformed")
@APIResponse(responseCode = "403", description = "The connection does not allow this client to fetch its credential")
@APIResponse(responseCode = "404", description = "The tenant has no such connection")
@APIResponse(responseCode = "409", description = "Not authorized yet, or a reauthorization is required")
@APIResponse(responseCode = "503", description = "Vault, the database or the provider does not respond; try again")
public class CredentialResource {
    private static final Duration DEFAULT_MIN_TTL = Duration.ofSeconds(60);

    private final ReadCredential credentials;
    private final SignRequest signatures;
    private final Callers callers;

    CredentialResource(ReadCredential credentials, SignRequest signatures, Callers callers) {
        this.credentials = credentials;
        this.signatures = signatures;
        this.callers = callers;
    }

    @GET
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(operationId = "getCredential", summary = "Fetch a credential with a minimum remaining lifetime")
    public Uni<CredentialView> read(
            @PathParam("connectionId") UUID connectionId,
            @QueryParam("minTtl")
                    @Parameter(
                            description =
                                    "Minimum remaining lifetime of the credential, as an ISO 8601 duration. A value above half the lifetime"
                                            + " of the provider's access tokens is reduced to half of it",
                            schema = @Schema(type = SchemaType.STRING, format = "duration", defaultValue = "PT60S"))
                    @Nullable
                    String minTtl) {
        return credentials.read(connectionId, callers.current(), minTtl(minTtl));
    }

    @POST
    @Path("/refresh")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            operationId = "refreshCredential",
            summary = "Refresh a credential now, for example because a provider refused it",
            description =
                    "Name the version that was refused. If it has been replaced since, the current version is returned and"
                            + " no refresh is sent, so several callers with the same refused token cause one refresh.")
    @APIResponse(responseCode = "429", description = "A refresh of this connection was requested a moment ago")
    public Uni<CredentialView> refresh(
            @PathParam("connectionId") UUID connectionId,
            @Valid @RequestBody(required = false) @Nullable RefreshRequest request) {
        return credentials.refresh(
                connectionId, callers.current(), request == null ? null : request.credentialVersion());
    }

    @POST
    @Path("/signatures")
    @Consumes(MediaType.APPLICATION_JSON)
    @ResponseHeader(name = HttpHeaders.CACHE_CONTROL, value = "no-store")
    @Operation(
            operationId = "signRequest",
            summary = "Sign a request to the provider's API",
            description =
                    "For a credential with `signatures`: each request to the provider carries a signature that needs a secret which is not"
                            + " returned. A signature is valid for one request, for a few minutes.")
    @APIResponse(
            responseCode = "200",
            description = "The signature",
            content = @Content(schema = @Schema(implementation = SignatureView.class)))
    @APIResponse(
            responseCode = "409",
            description = "Not authorized yet, a reauthorization is required, or requests need no signature")
    public Uni<SignatureView> sign(
            @PathParam("connectionId") UUID connectionId, @Valid @NotNull SignatureRequest request) {
        return signatures.sign(connectionId, callers.current(), request);
    }

    private static Duration minTtl(@Nullable String text) {
        if (text == null) {
            return DEFAULT_MIN_TTL;
        }
        try {
            var duration = Duration.parse(text);
            if (!duration.isNegative()) {
                return duration;
            }
        } catch (DateTimeException malformed) {
            // answered below
        }
        throw new Invalid("minTtl", "The value is not an ISO 8601 duration.", "Send, for example, PT60S.");
    }
}
