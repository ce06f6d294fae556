package io.latchkey.broker.token;

import io.latchkey.broker.remote.Failures;
import io.latchkey.broker.remote.ProviderCall;
import io.latchkey.broker.remote.ProviderException;
import io.latchkey.broker.remote.ProviderHttp;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Account;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Map;

/** Asks identity endpoints over HTTP, with the access token. */
@ApplicationScoped
class HttpIdentities implements Identities {
    private final ProviderHttp http;
    private final Clock clock;

    HttpIdentities(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    @Override
    public Uni<Account> of(Provider provider, OAuth2Tokens tokens) {
        var rules = provider.oauth2().identity();
        var headers = Map.of("Authorization", ApiAuthorization.of(provider, tokens), "Accept", "application/json");
        return http.send(new ProviderCall(HttpMethod.GET, rules.url(), headers, null))
                .map(answer -> {
                    if (!answer.successful()) {
                        throw new ProviderException(Failures.of(answer, clock.instant()));
                    }
                    var id = answer.name(rules.id())
                            .orElseThrow(() -> new ProviderException(Failures.nonsense(answer, "no_account")));
                    return new Account(id, answer.name(rules.label()).orElse(id));
                });
    }
}
