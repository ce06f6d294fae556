package io.latchkey.catalog.request;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What every request to a provider's API needs besides the credential.
 *
 * @param url the part that the URLs of the API have in common; returned to platform services with the credential. Null:
 *     the entry does not say
 * @param headers sent with each request, and returned to platform services with the credential, for example the version
 *     of the API
 * @param query parameters that each request has in its URL as well, for example an application key
 * @param hosts further hosts of the API, for which Latchkey signs requests: {@code api.acme.example}, or {@code
 *     *.acme.example} for all its subdomains
 */
public record ApiRules(
        @Nullable String url, Map<String, String> headers, Map<String, String> query, List<String> hosts) {
    public static final ApiRules NONE = new ApiRules(null, Map.of(), Map.of(), List.of());

    public ApiRules {
        url = url == null ? null : Require.url("url", url);
        headers = Require.headers("headers", headers);
        query = Map.copyOf(query);
        hosts = hosts.stream().map(name -> ApiHosts.name("hosts", name)).toList();
    }

    /** Without the headers and parameters whose values are not known. */
    public ApiRules with(Templates templates) {
        return new ApiRules(
                templates.orNull(url, templates::url), templates.known(headers), templates.known(query), hosts);
    }
}
