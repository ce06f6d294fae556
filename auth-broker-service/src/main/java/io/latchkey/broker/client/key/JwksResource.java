package io.latchkey.broker.client.key;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
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
    private static final String CACHE = "public, max-age=" + PublishedKeySets.MAX_AGE.toSeconds();

    private final PublishedKeySets published;

    JwksResource(PublishedKeySets published) {
        this.published = published;
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
        return published.of(key.toString()).map(keys -> {
            if (keys.isEmpty()) {
                throw new NotFound("key", "Use the jwksUri of the client unchanged.");
            }
            return RestResponse.ResponseBuilder.ok(new JsonWebKeySet(keys))
                    .header("Cache-Control", CACHE)
                    .build();
        });
    }
}
