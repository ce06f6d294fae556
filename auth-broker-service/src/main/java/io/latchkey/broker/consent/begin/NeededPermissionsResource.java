package io.latchkey.broker.consent.begin;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.catalog.Needs;
import io.latchkey.broker.credential.CredentialRefusals;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.credential.NeededPermissions;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ApiProfiles;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Invalid;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.extensions.Extension;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Tells connection-service, which has no catalog, which permissions are needed. It concerns no tenant. */
@Path("/internal/v1/needed-permissions")
@RolesAllowed(Roles.INTERNAL_CONSENT)
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Internal")
@Extension(name = ApiProfiles.INTERNAL, value = "")
class NeededPermissionsResource {
    private static final String SATISFIES = "satisfies";

    private final CurrentCatalog catalog;

    NeededPermissionsResource(CurrentCatalog catalog) {
        this.catalog = catalog;
    }

    @POST
    @Operation(operationId = "findNeededPermissions", summary = "Find the permissions that modules of a provider need")
    @APIResponse(responseCode = "200", description = "The permissions")
    @APIResponse(responseCode = "409", description = "The catalog lacks the provider of a connection")
    public NeededPermissions find(@Valid @NotNull NeededPermissions.Request request) {
        var provider = provider(request);
        return new NeededPermissions(
                request.satisfies().isEmpty()
                        ? Needs.of(provider, request.modules(), request.permissions())
                        : Needs.ofEither(provider, SATISFIES, request.satisfies()));
    }

    private Provider provider(NeededPermissions.Request request) {
        var id = request.provider();
        return catalog.find(id)
                .orElseThrow(() -> missing(id, !request.satisfies().isEmpty()));
    }

    /** @param named whether a caller has named the provider, so that it may be misspelt */
    private DomainException missing(String id, boolean named) {
        if (catalog.isSuspended(id)) {
            return CurrentCatalog.suspended(id);
        }
        return named
                ? new Invalid("provider", "The catalog has no such provider.", catalog.remedy(id))
                : CredentialRefusals.notInCatalog(id);
    }
}
