package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.request.Probe;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sends the probe request that the provider's catalog entry defines. */
@ApplicationScoped
public class ProbeEndpoint {
    private final ProviderHttp http;
    private final ReportedByProvider reports;
    private final Clock clock;

    /**
     * The result of a probe request.
     *
     * @param failure null if the request succeeded or the provider has no probe
     * @param httpStatus null if there was no response
     * @param latencyMillis null if no request was sent
     * @param reported what the provider reports about the credential; nothing unless the request succeeded
     */
    public record Finding(
            Outcome outcome,
            @Nullable Failure failure,
            @Nullable Integer httpStatus,
            @Nullable Long latencyMillis,
            Reported reported) {
        private static final Finding NOT_VERIFIABLE = without(Outcome.NOT_VERIFIABLE);

        /** A finding of no probe request. */
        public static Finding without(Outcome outcome) {
            return new Finding(outcome, null, null, null, Reported.NOTHING);
        }

        public @Nullable Reason reason() {
            return failure == null ? null : failure.reason();
        }

        public @Nullable String detail() {
            return failure == null ? reported.fault() : failure.detail();
        }
    }

    ProbeEndpoint(ProviderHttp http, ReportedByProvider reports, Clock clock) {
        this.http = http;
        this.reports = reports;
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
            return ApiCall.send(rules, authMethod, material, http)
                    .chain(answer -> finding(answer, rules, authMethod, material, begun))
                    .onFailure(ProviderException.class)
                    .recoverWithItem(
                            failure -> finding(authMethod.meaning(((ProviderException) failure).failure()), begun));
        });
    }

    private Uni<Finding> finding(
            ProviderResponse answer, Probe rules, AuthMethod method, Material material, Instant begun) {
        if (rules.deadStatuses().contains(answer.status())) {
            return Uni.createFrom().item(finding(ProviderErrors.unauthorized(answer), begun));
        }
        if (isRefusedInBody(answer, rules)) {
            return Uni.createFrom().item(finding(ProviderErrors.refusedInBody(), begun));
        }
        if (!isGood(answer, rules)) {
            return Uni.createFrom()
                    .item(finding(
                            method.meaning(ProviderErrors.of(method.provider()).atApi(answer, clock.instant())),
                            begun));
        }
        var latency = since(begun);
        return reports.of(method, rules, material, answer)
                .map(reported -> new Finding(Outcome.OK, null, answer.status(), latency, reported));
    }

    private static boolean isRefusedInBody(ProviderResponse answer, Probe rules) {
        return rules.statuses().contains(answer.status())
                && answer.hasMembers()
                && rules.deadBody().stream().anyMatch(answer::satisfies);
    }

    private static boolean isGood(ProviderResponse answer, Probe rules) {
        var restricted = rules.restricted();
        return isOne(answer, rules.statuses(), rules.expect())
                || (restricted != null && isOne(answer, restricted.statuses(), restricted.expect()));
    }

    private static boolean isOne(ProviderResponse answer, Set<Integer> statuses, List<Assertion> expect) {
        return statuses.contains(answer.status()) && expect.stream().allMatch(answer::satisfies);
    }

    private Finding finding(Failure failure, Instant begun) {
        return new Finding(failure.outcome(), failure, failure.httpStatus(), since(begun), Reported.NOTHING);
    }

    private long since(Instant begun) {
        return Duration.between(begun, clock.instant()).toMillis();
    }
}
