package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.parameter.Placeholder;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.ApiRequest.Method;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A request that returns an access token for another one. Values are templates with {@code {access_token}},
 * {@code {client_id}} and {@code {client_secret}}.
 *
 * @param method GET unless the entry names another
 * @param headers sent with the request
 * @param parameters in the query of a GET, in the form of a POST
 */
public record TokenCall(Method method, String url, Map<String, String> headers, Map<String, String> parameters) {
    /** What the templates can refer to besides the parameters of a connection. */
    static final Set<String> KNOWN = Set.of("access_token", "client_id", "client_secret");

    public TokenCall {
        method = method == null ? Method.GET : method;
        url = Require.url("url", url);
        headers = Require.headers("headers", headers);
        parameters = Map.copyOf(parameters);
        requireToken(url, headers, parameters);
    }

    TokenCall with(Templates templates) {
        var later = templates.at(Step.TOKEN_RESPONSE, KNOWN);
        return new TokenCall(method, later.url(url), later.texts(headers), later.texts(parameters));
    }

    /** Fails unless a template refers to the access token. */
    private static void requireToken(String url, Map<String, String> headers, Map<String, String> parameters) {
        if (Stream.of(Stream.of(url), headers.values().stream(), parameters.values().stream())
                .flatMap(templates -> templates)
                .noneMatch(template -> Placeholder.namesIn(template).contains("access_token"))) {
            throw new InvalidFieldException("parameters", "must refer to {access_token}", List.of("url", "headers"));
        }
    }
}
