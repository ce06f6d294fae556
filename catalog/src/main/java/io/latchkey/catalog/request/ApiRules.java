package io.latchkey.catalog.request;

import io.latchkey.catalog.rule.Require;
import java.util.Map;

/**
 * What every request to a provider's API needs besides the credential.
 *
 * @param headers sent with each request, and returned to platform services with the credential, for example the version
 *     of the API
 */
public record ApiRules(Map<String, String> headers) {
    public static final ApiRules NONE = new ApiRules(Map.of());

    public ApiRules {
        headers = Require.headers("headers", headers);
    }
}
