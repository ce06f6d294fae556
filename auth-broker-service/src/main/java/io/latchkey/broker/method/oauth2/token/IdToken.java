package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.upstream.response.ProviderResponse;
import io.vertx.core.MultiMap;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The ID token of a token response (OpenID Connect Core 1.0, section 3.1.3.7). It comes from the token endpoint over
 * TLS, so its signature need not be verified (item 6 of that section).
 */
final class IdToken {
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(1);
    private final ProviderResponse claims;

    private IdToken(ProviderResponse claims) {
        this.claims = claims;
    }

    /** The claims; empty if {@code text} is not a JWT in compact form (RFC 7519, section 3). */
    static Optional<IdToken> read(String text) {
        var parts = text.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.empty();
        }
        try {
            var body = Base64.getUrlDecoder().decode(parts[1]);
            return Optional.of(new IdToken(new ProviderResponse(200, MultiMap.caseInsensitiveMultiMap(), body, false)));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    ProviderResponse claims() {
        return claims;
    }

    /**
     * Whether the provider issued it to this client for this authorization, and it has not expired.
     *
     * @param nonce null if the request had none
     */
    boolean isOf(String issuer, String clientId, @Nullable String nonce, Instant now) {
        return claims.token("/iss").filter(issuer::equals).isPresent()
                && isFor(clientId)
                && (nonce == null
                        || claims.token("/nonce").filter(nonce::equals).isPresent())
                && now.minus(CLOCK_SKEW).getEpochSecond() < claims.at("/exp").asLong();
    }

    /** With several audiences, the authorized party must be this client. */
    private boolean isFor(String clientId) {
        var audience = claims.at("/aud");
        if (!audience.isArray() || audience.size() == 1) {
            return clientId.equals(audience.isArray() ? audience.path(0).asText() : audience.asText());
        }
        return StreamSupport.stream(audience.spliterator(), false).anyMatch(one -> clientId.equals(one.asText()))
                && claims.token("/azp").filter(clientId::equals).isPresent();
    }
}
