package io.latchkey.broker.provider.draft;

import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Drafts of catalog entries. For callers that belong to no tenant. */
@Path("/v1/provider-drafts")
@RolesAllowed(Roles.PROVIDERS_ADMIN)
@Tag(name = "Providers")
class ProviderDraftResource {
    static final String YAML = "application/yaml";

    private final DraftProvider draft;
    private final Callers callers;

    ProviderDraftResource(DraftProvider draft, Callers callers) {
        this.draft = draft;
        this.callers = callers;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(YAML)
    @Operation(
            operationId = "draftProvider",
            summary = "Draft a catalog entry from the metadata of a provider",
            description =
                    "Reads the metadata of an issuer (RFC 8414, OpenID Connect Discovery) or of a protected resource"
                            + " (RFC 9728). Comments that begin with `not found` name what the metadata does not say. The catalog"
                            + " does not change: an operator completes the draft and adds the file to it.")
    @APIResponse(
            responseCode = "200",
            description = "The entry in YAML",
            content = @Content(mediaType = YAML, schema = @Schema(implementation = String.class)))
    @APIResponse(responseCode = "422", description = "There is no usable metadata at the URL")
    public Uni<String> draft(@Valid @NotNull DraftRequest request) {
        callers.requireInstallation();
        return draft.from(request);
    }
}
