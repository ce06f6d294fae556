package io.latchkey.broker.method;

import io.latchkey.broker.upstream.ProviderErrors;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.request.Identity;
import io.latchkey.contracts.connection.Account;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpMethod;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Asks a provider whose account a credential opens. */
@ApplicationScoped
public class IdentityEndpoint {
    private final ProviderHttp http;
    private final Clock clock;

    IdentityEndpoint(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Fails with a {@link ProviderException}. */
    public Uni<Account> of(Identity rules, RequestParts credential) {
        var parts = credential.accepting("application/json");
        return http.send(new ProviderRequest(HttpMethod.GET, parts.in(rules.url()), parts.headers(), null))
                .map(answer -> {
                    if (!answer.successful()) {
                        throw new ProviderException(ProviderErrors.of(answer, clock.instant()));
                    }
                    var id = answer.name(rules.id())
                            .orElseThrow(() -> new ProviderException(ProviderErrors.nonsense(answer, "no_account")));
                    return new Account(id, answer.name(rules.label()).orElse(id));
                });
    }
}
