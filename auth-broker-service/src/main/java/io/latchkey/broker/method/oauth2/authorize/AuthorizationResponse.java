package io.latchkey.broker.method.oauth2.authorize;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.Refusal.Kind;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.AuthorizationRules;
import io.latchkey.catalog.oauth2.ParameterNames;
import java.util.Optional;

/** The authorization response (RFC 6749, sections 4.1.2 and 4.1.2.1; RFC 9207). */
public record AuthorizationResponse(Optional<Secret> code, Optional<String> issuer, Optional<String> error) {
    private static final String ACCESS_DENIED = "access_denied";

    public static AuthorizationResponse of(BrowserResponse response, ParameterNames names) {
        return new AuthorizationResponse(response.value(names.code()), response.text("iss"), response.text("error"));
    }

    /**
     * Checks in this order: the response names an issuer other than the expected one, it is an error, it has no code.
     */
    public Optional<Refusal> refusal(AuthorizationRules rules) {
        if (!isOf(rules)) {
            return Optional.of(new Refusal(Kind.WRONG_SENDER, "wrong_issuer"));
        }
        if (error.isPresent()) {
            var kind = error.get().equals(ACCESS_DENIED) ? Kind.DENIED : Kind.ERROR;
            return Optional.of(new Refusal(kind, ErrorCodes.known(error.get())));
        }
        return code.isEmpty() ? Optional.of(new Refusal(Kind.ERROR, "no_code")) : Optional.empty();
    }

    /** Whether the response names the expected issuer, or need not name one. */
    private boolean isOf(AuthorizationRules rules) {
        return issuer.map(named -> rules.issuer() == null || rules.issuer().equals(named))
                .orElseGet(() -> !rules.issuerRequired());
    }
}
