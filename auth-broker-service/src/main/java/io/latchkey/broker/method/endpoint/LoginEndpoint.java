package io.latchkey.broker.method.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ResponseLife;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.login.LoginRules;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Logs in at providers. */
@ApplicationScoped
public class LoginEndpoint {
    private final ProviderHttp http;
    private final Clock clock;

    LoginEndpoint(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /**
     * Fails with a {@link ProviderException} if the response contains no token.
     *
     * @param values by the names that the templates of {@code rules} refer to
     */
    public Uni<Session> login(Provider provider, LoginRules rules, Map<String, String> values) {
        return Uni.createFrom().deferred(() -> {
            var begun = clock.instant();
            return http.send(LoginCall.of(rules, values))
                    .map(answer -> session(answer, rules, ProviderErrors.of(provider), begun));
        });
    }

    private Session session(ProviderResponse answer, LoginRules rules, ProviderErrors errors, Instant begun) {
        if (!answer.successful() || !rules.expect().stream().allMatch(answer::satisfies)) {
            throw new ProviderException(failure(answer, rules, errors));
        }
        var token = answer.token(rules.token()).orElseThrow(() -> new ProviderException(noToken(answer)));
        var end = ResponseLife.end(at(answer, rules.expiresIn()), at(answer, rules.expiresAt()), begun);
        return new Session(
                Secret.of(token),
                begun,
                Optional.ofNullable(end)
                        .or(() -> Optional.ofNullable(rules.life()).map(begun::plus))
                        .orElse(null));
    }

    /** A documented code takes precedence over the status. */
    private Failure failure(ProviderResponse answer, LoginRules rules, ProviderErrors errors) {
        var failure = errors.atApi(answer, clock.instant());
        return failure.namesNoCode() && rules.refusedStatuses().contains(answer.status())
                ? new Failure(Outcome.PERMANENT, Reason.REFUSED, failure.detail(), answer.status(), null)
                : failure;
    }

    private static Failure noToken(ProviderResponse answer) {
        return answer.isEmpty() || answer.isPage()
                ? ProviderErrors.noAnswer(answer)
                : ProviderErrors.nonsense(answer, ProviderErrors.NO_TOKEN);
    }

    private static JsonNode at(ProviderResponse answer, @Nullable String pointer) {
        return pointer == null ? MissingNode.getInstance() : answer.at(pointer);
    }
}
