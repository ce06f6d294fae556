package io.latchkey.broker.consent.callback;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.consent.Authorization;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.contracts.credential.AuthorizationStatus;
import java.net.URI;
import java.net.URLEncoder;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Builds the URL to which a browser is redirected at the end of a consent: the caller's {@code returnUrl} with the
 * result.
 */
final class ReturnAddress {
    private ReturnAddress() {}

    /** The URL after consent was given, with the code that completes the authorization. */
    static URI consented(Authorization authorization, OneTimeToken code) {
        var parameters = parameters(authorization, AuthorizationStatus.CONSENTED);
        parameters.put("code", code.text());
        return uri(authorization, parameters);
    }

    /** The URL after an authorization that ended without success. */
    static URI ended(Authorization authorization, AuthorizationStatus status) {
        return uri(authorization, parameters(authorization, status));
    }

    private static Map<String, String> parameters(Authorization authorization, AuthorizationStatus status) {
        var parameters = new LinkedHashMap<String, String>();
        parameters.put("connection", authorization.connectionId().toString());
        parameters.put("authorization", authorization.id().toString());
        parameters.put("status", status.code());
        authorization.request().callerState().ifPresent(state -> parameters.put("callerState", state));
        return parameters;
    }

    private static URI uri(Authorization authorization, Map<String, String> parameters) {
        var query = parameters.entrySet().stream()
                .map(p -> p.getKey() + "=" + URLEncoder.encode(p.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
        var base = authorization.request().returnUrl();
        return URI.create(base + (base.contains("?") ? "&" : "?") + query);
    }
}
