package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Identified;
import io.latchkey.broker.method.LearnedValues;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ReportedAccount;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.parameter.IdentityParameter;
import io.latchkey.catalog.request.Identity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Requests the account of a credential from its provider. */
@ApplicationScoped
public class IdentityEndpoint {
    private final ProviderHttp http;
    private final Clock clock;

    IdentityEndpoint(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Nothing if the provider does not identify the account. Fails with a {@link ProviderException}. */
    public Uni<Identified> of(AuthMethod method, Material material) {
        return method.spec()
                .identifies()
                .map(rules -> ask(method, rules, material))
                .orElseGet(() -> Uni.createFrom().item(Identified.NOTHING));
    }

    private Uni<Identified> ask(AuthMethod method, Identity rules, Material material) {
        return ApiCall.send(rules, method, material, http).map(answer -> identified(answer, rules, method.provider()));
    }

    private Identified identified(ProviderResponse answer, Identity rules, Provider provider) {
        if (!answer.successful()) {
            throw new ProviderException(ProviderErrors.of(provider).atApi(answer, clock.instant()));
        }
        var account = ReportedAccount.in(answer, rules);
        if (account.isEmpty() && rules.id() != null) {
            throw new ProviderException(ProviderErrors.nonsense(answer, ProviderErrors.NO_ACCOUNT));
        }
        return new Identified(
                account,
                LearnedValues.of(provider, IdentityParameter.class, parameter -> answer.name(parameter.pointer())));
    }
}
