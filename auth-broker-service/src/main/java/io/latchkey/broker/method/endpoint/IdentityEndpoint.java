package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ReportedAccount;
import io.latchkey.catalog.request.Identity;
import io.latchkey.contracts.connection.Account;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;

/** Requests the account of a credential from its provider. */
@ApplicationScoped
public class IdentityEndpoint {
    private final ProviderHttp http;
    private final Clock clock;

    IdentityEndpoint(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Empty if the provider does not identify the account. Fails with a {@link ProviderException}. */
    public Uni<Optional<Account>> of(AuthMethod method, Material material) {
        return method.spec()
                .identifies()
                .map(rules -> ask(method, rules, material).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
    }

    private Uni<Account> ask(AuthMethod method, Identity rules, Material material) {
        return http.send(ApiCall.of(rules, method, material))
                .map(answer -> account(answer, rules, ProviderErrors.of(method.provider())));
    }

    private Account account(ProviderResponse answer, Identity rules, ProviderErrors errors) {
        if (!answer.successful()) {
            throw new ProviderException(errors.atApi(answer, clock.instant()));
        }
        return ReportedAccount.in(answer, rules)
                .orElseThrow(() -> new ProviderException(ProviderErrors.nonsense(answer, ProviderErrors.NO_ACCOUNT)));
    }
}
