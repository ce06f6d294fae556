package io.latchkey.broker.method.oauth2.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.secret.ClientKey;
import io.latchkey.broker.secret.ClientKeyStore;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.oauth2.AssertionAudience;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.work.failure.Unavailable;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;

/**
 * Signs the tokens with which clients authenticate (RFC 7523, sections 2.2 and 3; OpenID Connect Core 1.0, section 9).
 * Each request gets a new token, because a provider accepts a {@code jti} once.
 */
@ApplicationScoped
public class ClientAssertions {
    /** Providers accept at most five minutes; clocks may differ by the rest. */
    private static final Duration LIFE = Duration.ofMinutes(2);

    private static final Duration SKEW = Duration.ofSeconds(30);

    private final ClientKeyStore keys;
    private final Clock clock;
    private final Ids ids;

    ClientAssertions(ClientKeyStore keys, Clock clock, Ids ids) {
        this.keys = keys;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * {@code client} with what authenticates one request: a new token if it has a key, otherwise its secret. Fails with a
     * {@link ProviderException} while Vault does not sign; nothing was sent then.
     */
    public Uni<ProviderClient> forOneRequest(OAuth2Provider provider, ProviderClient client) {
        var key = client.key();
        return key == null
                ? Uni.createFrom().item(client)
                : signed(key, client.clientId(), audience(provider))
                        .map(client::with)
                        .onFailure(Unavailable.class)
                        .transform(unavailable -> notSigned());
    }

    private static String audience(OAuth2Provider provider) {
        var oauth2 = provider.oauth2();
        var issuer = oauth2.issuer();
        return oauth2.token().assertion().audience() == AssertionAudience.ISSUER && issuer != null
                ? issuer
                : oauth2.token().url();
    }

    private Uni<Secret> signed(ClientKey key, String clientId, String audience) {
        var now = clock.instant();
        var header = new JsonObject()
                .put("alg", key.algorithm().name())
                .put("kid", key.kid(key.version()))
                .put("typ", "JWT");
        var claims = new JsonObject()
                .put("iss", clientId)
                .put("sub", clientId)
                .put("aud", audience)
                .put("jti", ids.next().toString())
                .put("iat", now.minus(SKEW).getEpochSecond())
                .put("exp", now.plus(LIFE).getEpochSecond());
        var input = encoded(header) + "." + encoded(claims);
        return keys.sign(key, input.getBytes(US_ASCII))
                .map(signature -> Secret.of(input + "." + OneTimeToken.base64(signature)));
    }

    private static String encoded(JsonObject json) {
        return OneTimeToken.base64(json.encode().getBytes(UTF_8));
    }

    /** Not the provider's fault, and not the client's: a later attempt succeeds when Vault is available again. */
    private static ProviderException notSigned() {
        return new ProviderException(new Failure(Outcome.TRANSIENT, null, Failure.UNREACHABLE, null, null));
    }
}
