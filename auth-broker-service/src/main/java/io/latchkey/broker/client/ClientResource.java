package io.latchkey.broker.client;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.client.key.ClientKeys;
import io.latchkey.broker.client.key.PublishedKey;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Registrant;
import io.latchkey.broker.secret.Secret;
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
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The client at a provider that the caller's tenant has registered. For a caller without a tenant, the client of the
 * installation.
 */
@Path("/v1/providers/{id}/client")
@RolesAllowed(Roles.PROVIDERS_ADMIN)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers")
class ClientResource {
    private static final String FORCE =
            "Whether to remove a client that connections still use: Latchkey can then neither refresh nor revoke their credentials";

    private static final String COPIED =
            "Whether to sign with the key although it was published only a moment ago: you have copied it to the provider";

    private final RegisterClient register;
    private final ClientKeys keys;
    private final PublicUrl publicUrl;
    private final Callers callers;

    ClientResource(RegisterClient register, ClientKeys keys, PublicUrl publicUrl, Callers callers) {
        this.register = register;
        this.keys = keys;
        this.publicUrl = publicUrl;
        this.callers = callers;
    }

    record ClientView(
            @JsonPropertyDescription("Client id that the provider issued")
            String clientId,

            @JsonPropertyDescription("Number of secrets, which are tried in order; more than one during a rotation")
            int secrets,

            @JsonPropertyDescription("Whose client it is") @Schema(enumeration = {"installation", "tenant"})
            String registeredBy,

            @JsonPropertyDescription("Redirect URI to register at the provider, character for character")
            String redirectUri,

            @JsonPropertyDescription(
                    "Public keys, if the client authenticates with a key (private_key_jwt): more than one during a rotation")
            @Nullable
            List<PublishedKey> keys,

            @JsonPropertyDescription(
                    "URL of the public keys, to register at the provider; absent if the client has no key")
            @Nullable
            String jwksUri,

            @JsonPropertyDescription(
                    "Name that the provider has given to the redirect URI; absent if requests carry the URI itself")
            @Nullable
            String redirectAlias,

            @JsonPropertyDescription(
                    "Ids of the further values that are stored with the client; absent if the catalog declares none")
            @Nullable
            List<String> values) {}

    @GET
    @Operation(
            operationId = "getClient",
            summary = "Show the client, without its secret",
            description = "The client of the caller's tenant; for a caller without a tenant, that of the installation.")
    @APIResponse(responseCode = "200", description = "The client")
    @APIResponse(responseCode = "409", description = "The provider's catalog entry has errors")
    public Uni<ClientView> get(@PathParam("id") String id) {
        return register.find(registrant(), id).chain(client -> view(id, client));
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "putClient",
            summary = "Register or replace the client",
            description =
                    "A caller with a tenant registers the client of the tenant. It takes precedence over that of the "
                            + "installation for new authorizations. Existing credentials continue with the client that issued them.")
    public Uni<ClientView> put(
            @PathParam("id") String id,
            @QueryParam("force")
                    @Parameter(description = FORCE)
                    @DefaultValue("false")
                    @Pattern(regexp = Limits.TRUE_OR_FALSE, message = Limits.NEITHER_TRUE_NOR_FALSE)
                    String force,
            @Valid @NotNull ClientRegistration registration) {
        return register.register(registrant(), id, registration, Boolean.parseBoolean(force))
                .chain(client -> view(id, client));
    }

    @POST
    @Path("secrets")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            operationId = "addClientSecret",
            summary = "Add a secret to the client",
            description =
                    "Begins a rotation: Latchkey tries the new secret first, and the others while the provider refuses "
                            + "it. PUT ends the rotation.")
    public Uni<ClientView> addSecret(@PathParam("id") String id, @Valid @NotNull AddedSecret added) {
        return register.addSecret(registrant(), id, Secret.of(added.clientSecret()))
                .chain(client -> view(id, client));
    }

    @POST
    @Path("keys")
    @Operation(
            operationId = "addClientKey",
            summary = "Publish a new key of the client",
            description =
                    "Begins a rotation of a client that authenticates with a key. Activate the new key when the provider "
                            + "has fetched the public keys again, or when you have copied the key there.")
    @APIResponse(responseCode = "200", description = "The client, with the new key")
    @APIResponse(responseCode = "409", description = "The client does not authenticate with a key")
    public Uni<ClientView> addKey(@PathParam("id") String id) {
        return register.addKey(registrant(), id).chain(client -> view(id, client));
    }

    @POST
    @Path("keys/activation")
    @Operation(
            operationId = "activateClientKey",
            summary = "Sign with the newest key",
            description = "The former key stays published until the rotation ends.")
    @APIResponse(responseCode = "200", description = "The client")
    @APIResponse(
            responseCode = "409",
            description =
                    "The client does not authenticate with a key, or providers that cache the public keys may not know the new one yet")
    public Uni<ClientView> activateKey(
            @PathParam("id") String id,
            @QueryParam("force")
                    @Parameter(description = COPIED)
                    @DefaultValue("false")
                    @Pattern(regexp = Limits.TRUE_OR_FALSE, message = Limits.NEITHER_TRUE_NOR_FALSE)
                    String force) {
        return register.activateKey(registrant(), id, Boolean.parseBoolean(force))
                .chain(client -> view(id, client));
    }

    @DELETE
    @Path("keys/previous")
    @Operation(operationId = "retireClientKeys", summary = "End a rotation: publish no former key")
    @APIResponse(responseCode = "200", description = "The client")
    @APIResponse(responseCode = "409", description = "The client does not authenticate with a key")
    public Uni<ClientView> retireKeys(@PathParam("id") String id) {
        return register.retireKeys(registrant(), id).chain(client -> view(id, client));
    }

    @DELETE
    @Operation(
            operationId = "deleteClient",
            summary = "Remove the client",
            description =
                    "New authorizations of a tenant then use the client of the installation. Removing a client that "
                            + "is not registered succeeds.")
    public Uni<Void> delete(
            @PathParam("id") String id,
            @QueryParam("force")
                    @Parameter(description = FORCE)
                    @DefaultValue("false")
                    @Pattern(regexp = Limits.TRUE_OR_FALSE, message = Limits.NEITHER_TRUE_NOR_FALSE)
                    String force) {
        return register.remove(registrant(), id, Boolean.parseBoolean(force));
    }

    private Registrant registrant() {
        return Registrant.of(callers.tenant());
    }

    private Uni<ClientView> view(String provider, ProviderClient client) {
        var key = client.key();
        return keys.published(client)
                .map(published -> new ClientView(
                        client.clientId(),
                        client.secrets().size(),
                        client.ref().registrant().kind(),
                        publicUrl.callback(provider),
                        published.isEmpty() ? null : published,
                        key == null ? null : publicUrl.keys(key.name()),
                        client.redirectAlias(),
                        client.values().isEmpty()
                                ? null
                                : client.values().keySet().stream().sorted().toList()));
    }
}
