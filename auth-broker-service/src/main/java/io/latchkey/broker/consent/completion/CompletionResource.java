package io.latchkey.broker.consent.completion;

import io.latchkey.contracts.credential.CompletionRequest;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ApiProfiles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Endpoint with which connection-service completes authorizations. */
@Path("/internal/v1/authorizations/{id}/completion")
@RolesAllowed(Roles.INTERNAL_CONSENT)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Internal")
@Extension(name = ApiProfiles.INTERNAL, value = "")
class CompletionResource {
    private final CompleteConsent complete;

    CompletionResource(CompleteConsent complete) {
        this.complete = complete;
    }

    @POST
    @Operation(operationId = "completeAuthorization", summary = "Complete an authorization")
    public Uni<CredentialAuthorized> complete(@PathParam("id") UUID id, @Valid @NotNull CompletionRequest request) {
        return complete.complete(id, request);
    }
}
