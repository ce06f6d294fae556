package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.request.Probe;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Sends the probe request that the provider's catalog entry defines. */
@ApplicationScoped
public class ProbeEndpoint {
    private final ProviderHttp http;
    private final Clock clock;

    /**
     * The result of a probe request.
     *
     * @param failure null if the request succeeded or the provider has no probe
     * @param httpStatus null if there was no response
     * @param latencyMillis null if no request was sent
     */
    public record Finding(
            Outcome outcome,
            @Nullable Failure failure,
            @Nullable Integer httpStatus,
            @Nullable Long latencyMillis) {
        private static final Finding NOT_VERIFIABLE = new Finding(Outcome.NOT_VERIFIABLE, null, null, null);

        public @Nullable Reason reason() {
            return failure == null ? null : failure.reason();
        }

        public @Nullable String detail() {
            return failure == null ? null : failure.detail();
        }
    }

    ProbeEndpoint(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Never fails: a missing response is also a finding. */
    public Uni<Finding> ask(AuthMethod method, Material material) {
        return method.spec()
                .verifies()
                .map(rules -> ask(method, rules, material))
                .orElseGet(() -> Uni.createFrom().item(Finding.NOT_VERIFIABLE));
    }

    private Uni<Finding> ask(AuthMethod authMethod, Probe rules, Material material) {
        return Uni.createFrom().deferred(() -> {
            var begun = clock.instant();
            return http.send(ApiCall.of(rules, authMethod, material))
                    .map(answer -> finding(answer, rules, authMethod, begun))
                    .onFailure(ProviderException.class)
                    .recoverWithItem(failure -> finding(((ProviderException) failure).failure(), begun));
        });
    }

    private Finding finding(ProviderResponse answer, Probe rules, AuthMethod method, Instant begun) {
        if (rules.deadStatuses().contains(answer.status())) {
            return finding(ProviderErrors.unauthorized(answer), begun);
        }
        return isGood(answer, rules)
                ? new Finding(Outcome.OK, null, answer.status(), since(begun))
                : finding(ProviderErrors.of(method.provider()).atApi(answer, clock.instant()), begun);
    }

    private static boolean isGood(ProviderResponse answer, Probe rules) {
        return rules.statuses().contains(answer.status())
                && rules.expect().stream().allMatch(answer::satisfies);
    }

    private Finding finding(Failure failure, Instant begun) {
        return new Finding(failure.outcome(), failure, failure.httpStatus(), since(begun));
    }

    private long since(Instant begun) {
        return Duration.between(begun, clock.instant()).toMillis();
    }
}
