package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.Refusal.Kind;
import io.latchkey.broker.secret.Secret;
import java.util.Optional;

/**
 * What the provider's redirect to the callback contains (RFC 5849, section 2.2).
 *
 * @param token the request token; empty if the response names none
 * @param verifier empty if the person did not grant access
 * @param denied whether the response says that the person did not grant access. The protocol has no parameter for it;
 *     these are common
 */
record CallbackResponse(Optional<Secret> token, Optional<Secret> verifier, boolean denied) {
    private static final String DENIED = "denied";

    static CallbackResponse of(BrowserResponse response) {
        var denied = response.value(DENIED);
        return new CallbackResponse(
                response.value("oauth_token").or(() -> denied),
                response.value("oauth_verifier"),
                denied.isPresent() || response.text("oauth_problem").isPresent());
    }

    /** Checks in this order: the person did not grant access, there is no token, there is no verifier. */
    Optional<Refusal> refusal() {
        if (denied) {
            return Optional.of(new Refusal(Kind.DENIED, DENIED));
        }
        if (token.isEmpty()) {
            return Optional.of(new Refusal(Kind.ERROR, "no_token"));
        }
        return verifier.isEmpty() ? Optional.of(new Refusal(Kind.DENIED, "no_verifier")) : Optional.empty();
    }

    /** The same, and a token other than {@code expected} first: it belongs to the authorization of somebody else. */
    Optional<Refusal> refusal(RequestToken expected) {
        return token.isPresent() && !expected.isNamedBy(token)
                ? Optional.of(new Refusal(Kind.WRONG_SENDER, "wrong_token"))
                : refusal();
    }
}
