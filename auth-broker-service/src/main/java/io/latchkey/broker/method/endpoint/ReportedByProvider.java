package io.latchkey.broker.method.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.ProviderHttp;
import io.latchkey.broker.upstream.response.ExpiryReport;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.latchkey.broker.upstream.response.ScopeReport;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.reported.ReportedExpiry;
import io.latchkey.catalog.reported.ReportedScopes;
import io.latchkey.catalog.reported.ReportedValue;
import io.latchkey.catalog.request.Probe;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a provider reports about a credential whose probe succeeded: in the response to the probe, or in that to
 * another request. Other requests never change the result of the probe.
 */
@ApplicationScoped
class ReportedByProvider {
    /** A probe has a time limit, which these requests must not use up. */
    private static final Duration ANSWERED_WITHIN = Duration.ofSeconds(3);

    private final ProviderHttp http;
    private final Clock clock;

    ReportedByProvider(ProviderHttp http, Clock clock) {
        this.http = http;
        this.clock = clock;
    }

    /** Never fails. */
    Uni<Reported> of(AuthMethod method, Probe rules, Material material, ProviderResponse probed) {
        return answers(method, rules, material)
                .map(others -> new Reported(
                        expiry(rules.expiryFrom(), probed, others),
                        scopes(rules.scopesFrom(), probed, others, method.provider())));
    }

    /** The good responses of the other requests, by URL. */
    private Uni<Map<String, ProviderResponse>> answers(AuthMethod method, Probe rules, Material material) {
        return Multi.createFrom()
                .items(rules.urls().skip(1).distinct())
                .onItem()
                .transformToUniAndMerge(url -> ApiCall.send(rules.at(url), method, material, http)
                        .ifNoItem()
                        .after(ANSWERED_WITHIN)
                        .fail()
                        .map(answer -> answer.successful()
                                ? List.of(Map.entry(url, answer))
                                : List.<Map.Entry<String, ProviderResponse>>of())
                        .onFailure()
                        .recoverWithItem(List.of()))
                .onItem()
                .<Map.Entry<String, ProviderResponse>>disjoint()
                .collect()
                .asMap(Map.Entry::getKey, Map.Entry::getValue);
    }

    private ExpiryReport expiry(
            @Nullable ReportedExpiry rules, ProviderResponse probed, Map<String, ProviderResponse> others) {
        return rules == null
                ? ExpiryReport.NOTHING
                : value(rules, probed, others)
                        .map(value -> ExpiryReport.of(value, rules.format(), clock.instant()))
                        .orElse(ExpiryReport.UNAVAILABLE);
    }

    private static ScopeReport scopes(
            @Nullable ReportedScopes rules,
            ProviderResponse probed,
            Map<String, ProviderResponse> others,
            Provider provider) {
        return rules == null
                ? ScopeReport.NOTHING
                : value(rules, probed, others)
                        .map(value -> ScopeReport.of(value, rules.item(), provider.knownScopes()))
                        .orElse(ScopeReport.UNAVAILABLE);
    }

    /** The value, which may be missing; empty if there is no response. */
    private static Optional<JsonNode> value(
            ReportedValue rules, ProviderResponse probed, Map<String, ProviderResponse> others) {
        var answer = rules.url() == null ? Optional.of(probed) : Optional.ofNullable(others.get(rules.url()));
        return answer.map(response -> value(rules, response));
    }

    private static JsonNode value(ReportedValue rules, ProviderResponse response) {
        var header = rules.header();
        if (header == null) {
            return rules.pointer() == null ? JsonNodeFactory.instance.missingNode() : response.at(rules.pointer());
        }
        var values = response.headers(header);
        return values.isEmpty()
                ? JsonNodeFactory.instance.missingNode()
                : JsonNodeFactory.instance.textNode(String.join(",", values));
    }
}
