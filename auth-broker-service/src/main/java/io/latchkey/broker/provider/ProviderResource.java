package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.provider.ProviderView.MethodClientView;
import io.latchkey.broker.provider.RegisteredClients.Serving;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.Provider;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The catalog, which is the same for every tenant except for the registered clients. */
@Path("/v1/providers")
@RolesAllowed({Roles.CONNECTIONS_READ, Roles.PROVIDERS_ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Providers",
        description = "The catalog, and the clients of the installation and of its tenants at the providers")
class ProviderResource {
    private final CurrentCatalog catalog;
    private final Methods methods;
    private final RegisteredClients clients;
    private final PublicUrl publicUrl;
    private final Callers callers;

    ProviderResource(
            CurrentCatalog catalog, Methods methods, RegisteredClients clients, PublicUrl publicUrl, Callers callers) {
        this.catalog = catalog;
        this.methods = methods;
        this.clients = clients;
        this.publicUrl = publicUrl;
        this.callers = callers;
    }

    /** All providers on one page. */
    record Providers(
            @JsonPropertyDescription("All providers that can be used")
            List<ProviderView> items,

            @JsonPropertyDescription(
                    "Entries with errors; only for the role providers:admin. Their providers keep the previous version,"
                            + " or are suspended")
            @Nullable
            List<FaultyEntryView> faulty) {}

    @GET
    @Operation(operationId = "listProviders", summary = "List the providers")
    public Uni<Providers> list() {
        var loaded = catalog.loaded();
        var faulty = callers.hasRole(Roles.PROVIDERS_ADMIN) ? FaultyEntryView.of(loaded) : null;
        var all = loaded.catalog().all();
        return view(all).map(view -> new Providers(all.stream().map(view).toList(), faulty));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProvider", summary = "Show a provider with its permissions and modules")
    @APIResponse(responseCode = "200", description = "The provider")
    @APIResponse(responseCode = "409", description = "The provider's catalog entry has errors")
    public Uni<ProviderView> get(@PathParam("id") String id) {
        var provider = catalog.require(id);
        return view(List.of(provider)).map(view -> view.apply(provider));
    }

    /** How the caller sees one of these providers. */
    private Uni<Function<Provider, ProviderView>> view(Collection<Provider> providers) {
        boolean mayRegister = callers.hasRole(Roles.PROVIDERS_ADMIN);
        return clients.of(callers.tenant(), providers)
                .map(serving -> provider ->
                        ProviderView.of(provider, methods.all(provider), client(provider, serving, mayRegister)));
    }

    private MethodClientView client(Provider provider, Serving serving, boolean mayRegister) {
        var registrant = serving.at(provider.id());
        var missing = serving.missing(provider.id());
        return MethodClientView.of(
                provider,
                serving.isKnown() ? registrant.isPresent() && missing.isEmpty() : null,
                registrant.map(Registrant::kind).orElse(null),
                mayRegister ? publicUrl.callback(provider.id()) : null,
                missing);
    }
}
