package io.latchkey.catalog.request;

import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * One cheap authenticated request that tests whether a credential works.
 *
 * @param method GET unless said otherwise
 * @param status of a good response; 200 unless said otherwise
 * @param body must hold for a good response; null where the status tells
 */
public record Probe(
        Method method, String url, int status, @Nullable Assertion body) {
    /** The HTTP method. */
    public enum Method {
        GET,
        POST
    }

    public Probe {
        method = method == null ? Method.GET : method;
        url = Require.url("url", url);
        status = status == 0 ? 200 : status;
    }
}
