package io.latchkey.broker.method.oauth2.authorize;

import java.util.Set;

/** The error codes of an authorization response that may be logged. No other value from a provider may. */
final class ErrorCodes {
    private static final Set<String> KNOWN = Set.of(
            "access_denied",
            "consent_required",
            "interaction_required",
            "invalid_request",
            "invalid_scope",
            "login_required",
            "server_error",
            "temporarily_unavailable",
            "unauthorized_client",
            "unsupported_response_type");

    private ErrorCodes() {}

    static String known(String error) {
        return KNOWN.contains(error) ? error : "other";
    }
}
