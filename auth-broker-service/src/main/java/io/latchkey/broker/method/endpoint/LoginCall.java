package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.login.LoginRules;
import io.latchkey.catalog.parameter.Placeholder;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The request of a login. Each value is encoded as its place requires. */
final class LoginCall {
    private LoginCall() {}

    /** @param values by the names that the templates of {@code rules} refer to */
    static ProviderRequest of(LoginRules rules, Map<String, String> values) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "application/json");
        var body = rules.body();
        var isJson = body != null && (body.startsWith("{") || body.startsWith("["));
        if (body != null) {
            headers.put("Content-Type", isJson ? "application/json" : "application/x-www-form-urlencoded");
        }
        rules.headers().forEach((name, value) -> headers.put(name, filled(value, values, UnaryOperator.identity())));
        var basic = rules.basic();
        if (basic != null) {
            headers.put(
                    "Authorization",
                    BasicCredentials.of(
                            filled(basic.username(), values, UnaryOperator.identity()),
                            filled(basic.password(), values, UnaryOperator.identity())));
        }
        return new ProviderRequest(
                HttpMethod.valueOf(rules.method().name()),
                rules.url(),
                headers,
                body == null
                        ? null
                        : Buffer.buffer(filled(body, values, isJson ? LoginCall::inJson : FormEncoding::of)));
    }

    private static String filled(String template, Map<String, String> values, UnaryOperator<String> encoding) {
        return Placeholder.replaced(template, name -> {
            var value = values.get(name);
            return value == null ? null : encoding.apply(value);
        });
    }

    /** The characters of a JSON string, without its quotes. */
    private static String inJson(String value) {
        var quoted = Json.encode(value);
        return quoted.substring(1, quoted.length() - 1);
    }
}
