package io.latchkey.broker.upstream.failure;

import static io.latchkey.catalog.error.ErrorMeaning.CONSENT_REQUIRED;
import static io.latchkey.catalog.error.ErrorMeaning.INSUFFICIENT;
import static io.latchkey.catalog.error.ErrorMeaning.INTERACTION_REQUIRED;
import static io.latchkey.catalog.error.ErrorMeaning.OPERATOR_FAULT;
import static io.latchkey.catalog.error.ErrorMeaning.REFUSED;
import static io.latchkey.catalog.error.ErrorMeaning.TOKEN_INVALID;
import static io.latchkey.catalog.error.ErrorMeaning.TRANSIENT;
import static java.util.Map.entry;

import io.latchkey.catalog.error.ErrorMeaning;
import java.util.Map;
import java.util.Optional;

/** The error codes of the standards. Codes of a provider are in its catalog file. */
final class StandardCodes {
    private static final Map<String, ErrorMeaning> MEANINGS = Map.ofEntries(
            // RFC 6749, sections 4.1.2.1 and 5.2
            entry("invalid_grant", REFUSED),
            entry("invalid_client", OPERATOR_FAULT),
            entry("unauthorized_client", OPERATOR_FAULT),
            entry("unsupported_grant_type", OPERATOR_FAULT),
            entry("invalid_scope", INSUFFICIENT),
            entry("temporarily_unavailable", TRANSIENT),
            entry("server_error", TRANSIENT),
            // RFC 8707, section 2
            entry("invalid_target", OPERATOR_FAULT),
            // RFC 6750, section 3.1
            entry("invalid_token", TOKEN_INVALID),
            entry("insufficient_scope", INSUFFICIENT),
            // RFC 9470, section 3
            entry("insufficient_user_authentication", INTERACTION_REQUIRED),
            // OpenID Connect Core 1.0, section 3.1.2.6
            entry("interaction_required", INTERACTION_REQUIRED),
            entry("login_required", INTERACTION_REQUIRED),
            entry("consent_required", CONSENT_REQUIRED),
            // OAuth Core 1.0, problem reporting extension
            entry("token_rejected", REFUSED),
            entry("consumer_key_unknown", OPERATOR_FAULT),
            entry("consumer_key_rejected", OPERATOR_FAULT),
            entry("consumer_key_refused", OPERATOR_FAULT),
            entry("signature_invalid", OPERATOR_FAULT),
            entry("signature_method_rejected", OPERATOR_FAULT),
            entry("nonce_used", TRANSIENT),
            entry("timestamp_refused", TRANSIENT));

    private StandardCodes() {}

    /** @param code in lower case */
    static Optional<ErrorMeaning> meaning(String code) {
        return Optional.ofNullable(MEANINGS.get(code));
    }
}
