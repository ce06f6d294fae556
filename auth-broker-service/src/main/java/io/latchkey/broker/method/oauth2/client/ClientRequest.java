package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.oauth2.BodyFormat;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.TokenRules;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request with client authentication. It uses one authentication method, never two (RFC 6749, section 2.3). */
public final class ClientRequest {
    private ClientRequest() {}

    /**
     * A POST request with the client authentication of the provider's token endpoint, which its revocation endpoint
     * uses too.
     */
    public static ProviderRequest to(
            String url, TokenRules rules, ProviderClient client, Map<String, String> parameters) {
        var headers = new HashMap<>(rules.headers());
        var body = new LinkedHashMap<>(parameters);
        headers.put("Accept", "application/json");
        if (rules.clientAuthentication() == ClientAuthentication.BASIC) {
            headers.put("Authorization", basic(client));
        } else {
            body.put("client_id", client.clientId());
            body.put("client_secret", client.clientSecret().reveal());
        }
        if (rules.body() == BodyFormat.JSON) {
            headers.put("Content-Type", "application/json");
            return new ProviderRequest(HttpMethod.POST, url, headers, json(body));
        }
        headers.put("Content-Type", "application/x-www-form-urlencoded");
        return new ProviderRequest(HttpMethod.POST, url, headers, Buffer.buffer(FormEncoding.of(body)));
    }

    /** Basic credentials. Client id and secret are each form-encoded before they are joined (section 2.3.1). */
    public static String basic(ProviderClient client) {
        return BasicCredentials.of(
                FormEncoding.of(client.clientId()),
                FormEncoding.of(client.clientSecret().reveal()));
    }

    private static Buffer json(Map<String, String> fields) {
        return new JsonObject(new LinkedHashMap<>(fields)).toBuffer();
    }
}
