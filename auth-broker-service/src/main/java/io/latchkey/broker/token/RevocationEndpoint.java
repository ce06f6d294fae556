package io.latchkey.broker.token;

import io.latchkey.broker.provider.OAuth2.Revokes;
import io.latchkey.broker.provider.Provider;
import io.latchkey.broker.remote.Failures;
import io.latchkey.broker.remote.ProviderAnswer;
import io.latchkey.broker.remote.ProviderCall;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.remote.ProviderHttp;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Tokens;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A provider's revocation endpoint, in the form that the catalogue states (RFC 7009 and others). */
@ApplicationScoped
public class RevocationEndpoint {
    private final ProviderHttp http;
    private final Clock clock;

    RevocationEndpoint(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * Ends these tokens. A provider that does not know them any more has answered what was wanted; every other refusal
     * fails with a {@link ProviderException}.
     */
    public Uni<Void> revoke(Provider provider, ProviderClient client, Tokens tokens) {
        var done = Uni.createFrom().voidItem();
        for (var call : calls(provider, client, tokens)) {
            done = done.chain(() -> http.send(call)).invoke(this::requireDone).replaceWithVoid();
        }
        return done;
    }

    private void requireDone(ProviderAnswer answer) {
        if (answer.successful() || answer.status() == 404) {
            return;
        }
        var failure = Failures.ofTokenEndpoint(answer, clock.instant());
        if (!failure.permanent()) {
            throw new ProviderException(failure);
        }
    }

    private static List<ProviderCall> calls(Provider provider, ProviderClient client, Tokens tokens) {
        var rules = provider.oauth2().revoke();
        return switch (rules.form()) {
            case RFC7009 -> rfc7009(provider, client, tokens);
            case CLIENT_DELETE ->
                List.of(new ProviderCall(
                        HttpMethod.DELETE,
                        rules.url().replace("{client_id}", client.clientId()),
                        Map.of("Authorization", ClientRequest.basic(client), "Content-Type", "application/json"),
                        accessTokenBody(tokens)));
            case BEARER_POST ->
                List.of(new ProviderCall(
                        HttpMethod.POST, rules.url(), Map.of("Authorization", tokens.authorization()), null));
        };
    }

    /** The refresh token first (section 2.1); the access token too unless it ends with it. */
    private static List<ProviderCall> rfc7009(Provider provider, ProviderClient client, Tokens tokens) {
        var rules = provider.oauth2().revoke();
        var calls = new ArrayList<ProviderCall>();
        if (tokens.refreshToken() != null) {
            calls.add(rfc7009(provider, client, tokens.refreshToken().reveal(), "refresh_token"));
        }
        if (tokens.refreshToken() == null || rules.revokes() == Revokes.TOKEN) {
            calls.add(rfc7009(provider, client, tokens.accessToken().reveal(), "access_token"));
        }
        return calls;
    }

    private static ProviderCall rfc7009(Provider provider, ProviderClient client, String token, String hint) {
        return ClientRequest.to(
                provider.oauth2().revoke().url(),
                provider.oauth2().token(),
                client,
                Map.of("token", token, "token_type_hint", hint));
    }

    private static Buffer accessTokenBody(Tokens tokens) {
        return new JsonObject()
                .put("access_token", tokens.accessToken().reveal())
                .toBuffer();
    }
}
