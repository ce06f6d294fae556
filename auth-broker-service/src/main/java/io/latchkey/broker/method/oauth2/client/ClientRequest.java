package io.latchkey.broker.method.oauth2.client;

import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.BasicCredentials;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.ProviderRequest;
import io.latchkey.catalog.oauth2.BodyFormat;
import io.latchkey.catalog.oauth2.ClientAuthentication;
import io.latchkey.catalog.oauth2.TokenCall;
import io.latchkey.catalog.oauth2.TokenRules;
import io.latchkey.catalog.parameter.Templates;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/** A request with client authentication. It uses one authentication method, never two (RFC 6749, section 2.3). */
public final class ClientRequest {
    /** RFC 7523, section 2.2. */
    private static final String ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private ClientRequest() {}

    /**
     * A POST request with the client authentication {@code authentication}, and with headers, encoding and names of
     * parameters as at the provider's token endpoint.
     */
    public static ProviderRequest to(
            String url,
            TokenRules rules,
            ClientAuthentication authentication,
            BodyFormat format,
            ProviderClient client,
            Map<String, String> parameters) {
        var headers = new HashMap<String, String>();
        var all = new LinkedHashMap<>(parameters);
        switch (authentication) {
            case BASIC -> headers.put("Authorization", basic(client));
            case BASIC_RAW ->
                headers.put(
                        "Authorization",
                        BasicCredentials.of(
                                client.clientId(), client.clientSecret().reveal()));
            case POST -> {
                all.put(rules.names().clientId(), client.clientId());
                all.put(rules.names().clientSecret(), client.clientSecret().reveal());
            }
            case PRIVATE_KEY_JWT -> {
                all.put(rules.names().clientId(), client.clientId());
                all.put("client_assertion_type", ASSERTION_TYPE);
                all.put("client_assertion", client.clientSecret().reveal());
            }
            case NONE -> all.put(rules.names().clientId(), client.clientId());
        }
        return to(url, rules, format, headers, all);
    }

    /** The same at the token endpoint. */
    public static ProviderRequest toTokenEndpoint(
            TokenRules rules, ProviderClient client, Map<String, String> parameters) {
        return to(rules.url(), rules, rules.clientAuthentication(), rules.body(), client, parameters);
    }

    /** The same without a client, for a grant that authenticates itself. */
    public static ProviderRequest withoutClient(TokenRules rules, Map<String, String> parameters) {
        return to(rules.url(), rules, rules.body(), Map.of(), parameters);
    }

    /** A request with an access token, and with the id and secret of the client where its templates name them. */
    public static ProviderRequest withToken(TokenCall call, Secret accessToken, ProviderClient client) {
        var filled = Templates.filledWith(Map.of(
                "access_token", accessToken.reveal(),
                "client_id", client.clientId(),
                "client_secret",
                        client.secrets().isEmpty() ? "" : client.clientSecret().reveal()));
        var headers = new HashMap<>(filled.texts(call.headers()));
        headers.put("Accept", JSON);
        var url = filled.url(call.url());
        var parameters = filled.texts(call.parameters());
        return switch (call.method()) {
            case GET -> new ProviderRequest(HttpMethod.GET, FormEncoding.added(url, parameters), headers, null);
            case POST -> post(url, headers, FORM, Buffer.buffer(FormEncoding.of(parameters)));
        };
    }

    private static ProviderRequest to(
            String url,
            TokenRules rules,
            BodyFormat format,
            Map<String, String> authentication,
            Map<String, String> all) {
        var headers = new HashMap<>(rules.headers());
        headers.put("Accept", JSON);
        headers.putAll(authentication);
        return switch (format) {
            case JSON -> post(url, headers, JSON, json(all));
            case FORM -> post(url, headers, FORM, Buffer.buffer(FormEncoding.of(all)));
            case QUERY -> new ProviderRequest(HttpMethod.POST, FormEncoding.added(url, all), headers, null);
        };
    }

    private static ProviderRequest post(String url, Map<String, String> headers, String contentType, Buffer body) {
        var all = new HashMap<>(headers);
        all.put("Content-Type", contentType);
        return new ProviderRequest(HttpMethod.POST, url, all, body);
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
