package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.catalog.oauth2.LongLivedRules;
import io.latchkey.catalog.oauth2.TokenCall;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Exchanges access tokens for others that live longer, at a provider that issues no refresh tokens. */
public record LongLivedTokens(OAuth2Provider provider, TokenEndpoint tokens) {
    /** Exchanges the access token of a code. Values that the response lacks are those of {@code before}. */
    public Uni<Grant> exchange(ProviderClient client, Grant before) {
        return requested(client, rules().exchange(), before)
                .map(reply -> provider.oauth2().renewsByAccessToken() ? reply.renewingItself(usualLife()) : reply)
                .map(reply -> reply.prolonged(provider, before));
    }

    /** Exchanges a long-lived access token for its successor. */
    Uni<Grant> renew(ProviderClient client, Grant before) {
        var life = before.material().life().orElseGet(this::usualLife);
        return requested(client, Objects.requireNonNull(rules().renewal()), before)
                .map(reply -> reply.renewingItself(life).refreshed(provider, before));
    }

    LongLivedRules rules() {
        return Objects.requireNonNull(provider.oauth2().longLived());
    }

    private Uni<TokenResponse> requested(ProviderClient client, TokenCall call, Grant before) {
        var response = rules().response();
        return tokens.exchangeToken(
                provider,
                client,
                call,
                response == null ? provider.oauth2().token().response() : response,
                OAuth2Tokens.of(before.material()).accessToken());
    }

    private @Nullable Duration usualLife() {
        return provider.oauth2().token().defaultLife();
    }
}
