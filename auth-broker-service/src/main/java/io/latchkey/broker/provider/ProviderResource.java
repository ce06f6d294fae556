package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.provider.ProviderView.MethodClientView;
import io.latchkey.broker.provider.RegisteredClients.Serving;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.work.failure.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The catalog, which is the same for every tenant except for the registered clients. */
@Path("/v1/providers")
@RolesAllowed({Roles.CONNECTIONS_READ, Roles.PROVIDERS_ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Providers",
        description = "The catalog, and the clients of the installation and of its tenants at the providers")
class ProviderResource {
    private final Catalog catalog;
    private final RegisteredClients clients;
    private final PublicUrl publicUrl;
    private final Callers callers;

    ProviderResource(Catalog catalog, RegisteredClients clients, PublicUrl publicUrl, Callers callers) {
        this.catalog = catalog;
        this.clients = clients;
        this.publicUrl = publicUrl;
        this.callers = callers;
    }

    /** All providers on one page. */
    record Providers(
            @JsonPropertyDescription("All providers of the catalog")
            List<ProviderView> items) {}

    @GET
    @Operation(operationId = "listProviders", summary = "List the providers")
    public Uni<Providers> list() {
        return view().map(view -> new Providers(catalog.all().stream().map(view).toList()));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProvider", summary = "Show a provider with its permissions and modules")
    public Uni<ProviderView> get(@PathParam("id") String id) {
        var provider =
                catalog.find(id).orElseThrow(() -> new NotFound("provider", Suggestions.remedy(id, catalog.ids())));
        return view().map(view -> view.apply(provider));
    }

    /** How the caller sees a provider. */
    private Uni<Function<Provider, ProviderView>> view() {
        boolean mayRegister = callers.hasRole(Roles.PROVIDERS_ADMIN);
        return clients.of(callers.tenant())
                .map(serving -> provider -> ProviderView.of(provider, client(provider, serving, mayRegister)));
    }

    private MethodClientView client(Provider provider, Serving serving, boolean mayRegister) {
        var registrant = serving.at(provider.id());
        return new MethodClientView(
                serving.isKnown() ? registrant.isPresent() : null,
                registrant.map(Registrant::kind).orElse(null),
                mayRegister ? publicUrl.callback(provider.id()) : null);
    }
}
