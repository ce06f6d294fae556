package io.latchkey.broker.client.key;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.secret.ClientKey;
import io.latchkey.broker.secret.ClientKeyStore;
import io.latchkey.work.failure.NotFound;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** The public keys of a client, which its provider fetches. */
@Path("/oauth2/keys/{key}")
@PermitAll
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Providers")
class JwksResource {
    /** A new key should be published for longer than this before it is used. */
    private static final String CACHE = "public, max-age=300";

    private final ClientKeyStore keys;

    JwksResource(ClientKeyStore keys) {
        this.keys = keys;
    }

    record JsonWebKeySet(
            @JsonPropertyDescription("JSON Web Keys (RFC 7517)")
            List<Map<String, Object>> keys) {}

    @GET
    @Operation(
            operationId = "getClientKeys",
            summary = "Show the public keys of a client",
            description = "The JWKS URL to register at the provider. It needs no token.")
    @APIResponse(responseCode = "200", description = "A JSON Web Key Set")
    @APIResponse(responseCode = "404", description = "There is no such key")
    public Uni<RestResponse<JsonWebKeySet>> get(
            @PathParam("key") @Parameter(description = "Name of the key, as in the jwksUri of the client") UUID key) {
        var name = key.toString();
        return keys.publicKeys(name).map(published -> {
            if (published.isEmpty()) {
                throw new NotFound("key", "Use the jwksUri of the client unchanged.");
            }
            return RestResponse.ResponseBuilder.ok(new JsonWebKeySet(published.entrySet().stream()
                            .map(version -> WebKeys.of(ClientKey.kid(name, version.getKey()), version.getValue()))
                            .toList()))
                    .header("Cache-Control", CACHE)
                    .build();
        });
    }
}
