package io.latchkey.broker.provider;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.provider.ProviderView.MethodClientView;
import io.latchkey.broker.provider.RegisteredClients.Serving;
import io.latchkey.broker.provider.search.ProviderSearch;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.url.PublicUrl;
import io.latchkey.catalog.Provider;
import io.latchkey.edge.caller.Callers;
import io.latchkey.edge.caller.Roles;
import io.latchkey.edge.http.ETags;
import io.latchkey.edge.page.Page;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.ResponseBuilder;
import org.jspecify.annotations.Nullable;

/** The catalog, which is the same for every tenant except for the registered clients. */
@Path("/v1/providers")
@RolesAllowed({Roles.CONNECTIONS_READ, Roles.PROVIDERS_ADMIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Providers",
        description = "The catalog, and the clients of the installation and of its tenants at the providers")
class ProviderResource {
    private static final String TAG =
            "Changes with the catalog, and with the registered clients and the role of the caller; send it in If-None-Match";

    private final CurrentCatalog catalog;
    private final PreparedProviders prepared;
    private final Methods methods;
    private final RegisteredClients clients;
    private final PublicUrl publicUrl;
    private final Callers callers;

    ProviderResource(
            CurrentCatalog catalog,
            PreparedProviders prepared,
            Methods methods,
            RegisteredClients clients,
            PublicUrl publicUrl,
            Callers callers) {
        this.catalog = catalog;
        this.prepared = prepared;
        this.methods = methods;
        this.clients = clients;
        this.publicUrl = publicUrl;
        this.callers = callers;
    }

    /** A page of providers. */
    record Providers(
            @JsonPropertyDescription("The providers of the page")
            List<ProviderSummary> items,

            @JsonPropertyDescription("Cursor of the next page; absent on the last page") @Nullable
            String nextCursor,

            @JsonPropertyDescription(
                    "Entries with errors; only for the role providers:admin. Their providers keep the previous version,"
                            + " or are suspended")
            @Nullable
            List<FaultyEntryView> faulty) {
        static Providers of(Page<Provider> page, Serving serving, @Nullable List<FaultyEntryView> faulty) {
            var items = page.items().stream()
                    .map(provider -> ProviderSummary.of(provider, serving))
                    .toList();
            return new Providers(items, page.nextCursor(), faulty);
        }
    }

    @GET
    @Operation(
            operationId = "listProviders",
            summary = "List the providers by name, or search them",
            description = "GET /v1/providers/{id} shows the permissions, modules and parameters of one.")
    @APIResponse(
            responseCode = "200",
            description = "A page of providers that can be used",
            headers = @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = Providers.class)))
    @APIResponse(
            responseCode = "304",
            description = "Nothing has changed since the response with that ETag",
            headers = @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)))
    public Uni<RestResponse<Providers>> list(
            @QueryParam("q")
                    @Parameter(
                            description =
                                    "Only those of which each of these words begins a word of the name, the id or the category. Those whose name begins with the search come first")
                    @Nullable
                    String q,
            @QueryParam("category") @Parameter(description = "Only those of this category") @Nullable String category,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("cursor") @Nullable String cursor,
            @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        var version = prepared.get();
        var page = version.index().page(ProviderSearch.of(q, category, limit, cursor), Function.identity());
        var faulty = callers.hasRole(Roles.PROVIDERS_ADMIN) ? FaultyEntryView.of(catalog.loaded()) : null;
        return clients.of(callers.tenant(), page.items())
                .map(serving -> answer(
                        Fingerprint.of(version.content(), serving, faulty == null ? "" : faulty),
                        ifNoneMatch,
                        () -> Providers.of(page, serving, faulty)));
    }

    @GET
    @Path("{id}")
    @Operation(operationId = "getProvider", summary = "Show a provider with its permissions and modules")
    @APIResponse(
            responseCode = "200",
            description = "The provider",
            headers = @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)),
            content = @Content(schema = @Schema(implementation = ProviderView.class)))
    @APIResponse(
            responseCode = "304",
            description = "Nothing has changed since the response with that ETag",
            headers = @Header(name = "ETag", description = TAG, schema = @Schema(type = SchemaType.STRING)))
    @APIResponse(responseCode = "409", description = "The provider's catalog entry has errors")
    public Uni<RestResponse<ProviderView>> get(
            @PathParam("id") String id, @HeaderParam("If-None-Match") @Nullable String ifNoneMatch) {
        var provider = catalog.require(id);
        boolean mayRegister = callers.hasRole(Roles.PROVIDERS_ADMIN);
        return clients.of(callers.tenant(), List.of(provider))
                .map(serving ->
                        ProviderView.of(provider, methods.all(provider), client(provider, serving, mayRegister)))
                .map(view -> answer(Fingerprint.of(view), ifNoneMatch, () -> view));
    }

    private MethodClientView client(Provider provider, Serving serving, boolean mayRegister) {
        return MethodClientView.of(
                provider,
                serving.configured(provider.id()),
                serving.at(provider.id()).map(Registrant::kind).orElse(null),
                mayRegister ? publicUrl.callback(provider.id()) : null,
                serving.missing(provider.id()));
    }

    private static <T> RestResponse<T> answer(Fingerprint content, @Nullable String ifNoneMatch, Supplier<T> body) {
        var tag = content.tag();
        ResponseBuilder<T> answer =
                ETags.isKnown(ifNoneMatch, tag) ? ResponseBuilder.notModified() : ResponseBuilder.ok(body.get());
        return answer.header("ETag", tag)
                .header("Cache-Control", "private, no-cache")
                .build();
    }
}
