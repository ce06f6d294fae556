package io.latchkey.broker.method.oauth1;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.secret.Secret;
import io.latchkey.testkit.random.Inputs;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Anyone can send a callback with any parameters. */
class CallbackResponsePropertiesTest {
    private static final int INPUTS = 100_000;
    private static final Set<String> REFUSALS = Set.of("denied", "no_token", "no_verifier", "wrong_token");

    private final RequestToken expected = new RequestToken(Secret.of("ours"), Secret.of("secret"));

    @Test
    void aCallbackIsAcceptedOrItsRejectionIsNamed() {
        Inputs.check(INPUTS, chance -> {
            var parameters = new MultivaluedHashMap<String, String>();
            for (var i = chance.below(6); i > 0; i--) {
                parameters.add(
                        chance.oneIn(6)
                                ? chance.text()
                                : chance.oneOf("oauth_token", "oauth_verifier", "denied", "oauth_problem", "state"),
                        chance.any(chance::text, chance::word, chance::numeral, () -> "ours"));
            }
            var response = BrowserResponse.of(parameters);

            var refusal = CallbackResponse.of(response).refusal(expected).map(Refusal::detail);

            if (refusal.isEmpty()) {
                assertThat(response.text("oauth_token")).contains("ours");
                assertThat(response.text("oauth_verifier")).isPresent();
            } else {
                assertThat(REFUSALS).contains(refusal.get());
            }
        });
    }
}
