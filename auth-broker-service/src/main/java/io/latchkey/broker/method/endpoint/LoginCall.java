package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.login.LoginRules;
import io.latchkey.catalog.parameter.BodyTemplate;
import io.latchkey.catalog.parameter.Templates;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.Map;
import java.util.TreeMap;

/** The request of a login. Each value is encoded as its place requires. */
final class LoginCall {
    private LoginCall() {}

    /** @param values by the names that the templates of {@code rules} refer to */
    static ProviderRequest of(LoginRules rules, Map<String, String> values) {
        var filled = Templates.filledWith(values);
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        var body = filled.orNull(rules.body(), filled::body);
        if (body != null) {
            headers.put("Content-Type", BodyTemplate.mediaType(body));
        }
        headers.putAll(filled.texts(rules.headers()));
        if (rules.basic() != null) {
            var basic = rules.basic().with(filled);
            headers.put("Authorization", BasicCredentials.of(basic.username(), basic.password()));
        }
        return new ProviderRequest(
                HttpMethod.valueOf(rules.method().name()),
                rules.url(),
                headers,
                body == null ? null : Buffer.buffer(body));
    }
}
