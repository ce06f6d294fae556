package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.Map;
import java.util.Set;

/** The parameters that Latchkey sets itself, so that no catalog entry can replace them. */
final class ReservedParameters {
    private static final Set<String> NAMES = Set.of(
            "client_id",
            "client_secret",
            "client_assertion",
            "client_assertion_type",
            "redirect_uri",
            "response_type",
            "response_mode",
            "scope",
            "state",
            "code",
            "code_challenge",
            "code_challenge_method",
            "code_verifier",
            "device_code",
            "grant_type",
            "nonce",
            "refresh_token",
            "request_uri",
            "resource");

    private ReservedParameters() {}

    /** {@code parameters}, of which none is reserved. */
    static Map<String, String> none(String field, Map<String, String> parameters) {
        for (var name : parameters.keySet()) {
            if (NAMES.contains(name)) {
                throw new InvalidFieldException(field + "." + name, "cannot be set, because Latchkey sets it");
            }
        }
        return Map.copyOf(parameters);
    }
}
