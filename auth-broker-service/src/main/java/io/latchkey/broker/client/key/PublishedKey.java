package io.latchkey.broker.client.key;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import io.latchkey.broker.secret.ClientKey;
import java.security.PublicKey;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A public key of a client in the API. */
public record PublishedKey(
        @JsonPropertyDescription("Id of the key, which tokens and the published keys name")
        String kid,

        @JsonPropertyDescription(
                "current: signs; next: published, and signs after its activation; previous: published until the rotation ends")
        @Schema(enumeration = {"next", "current", "previous"})
        String state,

        @JsonPropertyDescription("The public key as a JSON Web Key (RFC 7517)")
        Map<String, Object> jwk) {
    static PublishedKey of(ClientKey key, int version, PublicKey publicKey) {
        var state = version == key.version() ? "current" : version > key.version() ? "next" : "previous";
        var kid = key.kid(version);
        return new PublishedKey(kid, state, WebKeys.of(kid, publicKey));
    }
}
