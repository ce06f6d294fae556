package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Suggestions;
import io.latchkey.edge.caller.Roles;
import io.latchkey.work.failure.NotFound;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalog, which is the same for every tenant. */
@Path("/v1/providers")
@NonBlocking
@RolesAllowed({Roles.CONNECTIONS_READ, Roles.PROVIDERS_ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers", description = "The catalog, and the clients of this installation at the providers")
class ProviderResource {
    private final Catalog catalog;

    ProviderResource(Catalog catalog) {
        this.catalog = catalog;
    }

    /** All providers on one page. */
    record Providers(
            @JsonPropertyDescription("All providers of the catalog")
            List<ProviderView> items) {}

    @GET
    @Operation(operationId = "listProviders", summary = "List the providers")
    public Providers list() {
        return new Providers(catalog.all().stream().map(ProviderView::of).toList());
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProvider", summary = "Show a provider with its permissions and modules")
    public ProviderView get(@PathParam("id") String id) {
        return catalog.find(id)
                .map(ProviderView::of)
                .orElseThrow(() -> new NotFound("provider", Suggestions.remedy(id, catalog.ids())));
    }
}
