package io.latchkey.catalog.request;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One cheap authenticated request that tests whether a credential works.
 *
 * @param method GET unless the entry names another
 * @param statuses of a good response; by default 200 alone
 * @param expect must all hold for a good response; none where the status is sufficient
 * @param deadStatuses mean that the provider does not accept the credential, as 401 does
 */
public record Probe(
        Method method,
        String url,
        Map<String, String> headers,
        @Nullable String body,
        Set<Integer> statuses,
        List<Assertion> expect,
        Set<Integer> deadStatuses)
        implements ApiRequest {
    public Probe {
        method = method == null ? Method.GET : method;
        url = Require.url("url", url);
        headers = Require.headers("headers", headers);
        statuses = statuses.isEmpty() ? Set.of(200) : Set.copyOf(statuses);
        expect = List.copyOf(expect);
        deadStatuses = Require.disjoint("dead-statuses", Set.copyOf(deadStatuses), statuses);
    }

    public Probe with(Templates templates) {
        return new Probe(
                method,
                templates.url(url),
                templates.texts(headers),
                templates.orNull(body, templates::body),
                statuses,
                expect,
                deadStatuses);
    }

    /** A GET whose good response has status 200. */
    public static Probe get(String url) {
        return new Probe(Method.GET, url, Map.of(), null, Set.of(), List.of(), Set.of());
    }
}
