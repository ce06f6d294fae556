package io.latchkey.catalog.request;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.reported.ReportedExpiry;
import io.latchkey.catalog.reported.ReportedScopes;
import io.latchkey.catalog.reported.ReportedValue;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One cheap authenticated request that tests whether a credential works.
 *
 * @param method GET unless the entry names another
 * @param statuses of a good response; by default 200 alone
 * @param expect must all hold for a good response; none where the status is sufficient
 * @param restricted another good response, to a credential that may not make this request; null: none
 * @param deadStatuses mean that the provider does not accept the credential, as 401 does
 * @param deadBody each means the same if it holds for the body of a response with one of {@code statuses}, for a
 *     provider that responds with them to every credential
 * @param expiryFrom where the provider reports when the credential expires; null: nowhere
 * @param scopesFrom where the provider reports the scopes of the credential; null: nowhere
 */
public record Probe(
        Method method,
        String url,
        Map<String, String> headers,
        @Nullable String body,
        Set<Integer> statuses,
        List<Assertion> expect,
        @Nullable RestrictedResponse restricted,
        Set<Integer> deadStatuses,
        List<Assertion> deadBody,
        @Nullable ReportedExpiry expiryFrom,
        @Nullable ReportedScopes scopesFrom)
        implements ApiRequest {
    public Probe {
        method = method == null ? Method.GET : method;
        url = Require.url("url", url);
        headers = Require.headers("headers", headers);
        statuses = statuses.isEmpty() ? Set.of(200) : Set.copyOf(statuses);
        expect = List.copyOf(expect);
        deadStatuses = Require.disjoint("dead-statuses", Set.copyOf(deadStatuses), statuses);
        if (restricted != null) {
            deadStatuses = Require.disjoint("dead-statuses", deadStatuses, restricted.statuses());
        }
        deadBody = List.copyOf(deadBody);
    }

    public Probe with(Templates templates) {
        return new Probe(
                method,
                templates.url(url),
                templates.texts(headers),
                templates.orNull(body, templates::body),
                statuses,
                expect,
                restricted,
                deadStatuses,
                deadBody,
                expiryFrom == null ? null : expiryFrom.with(templates),
                scopesFrom == null ? null : scopesFrom.with(templates));
    }

    /** Every URL to which the probe sends the credential. */
    public Stream<String> urls() {
        return Stream.concat(
                Stream.of(url),
                Stream.<ReportedValue>of(expiryFrom, scopesFrom)
                        .filter(Objects::nonNull)
                        .flatMap(value -> Stream.ofNullable(value.url())));
    }

    /** A GET of {@code other}, with the headers of this probe. */
    public Probe at(String other) {
        return new Probe(Method.GET, other, headers, null, Set.of(), List.of(), null, Set.of(), List.of(), null, null);
    }

    /** A GET whose good response has status 200. */
    public static Probe get(String url) {
        return new Probe(Method.GET, url, Map.of(), null, Set.of(), List.of(), null, Set.of(), List.of(), null, null);
    }
}
