package io.latchkey.broker.method.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.CallbackHmac;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SignedCallbackTest {
    /** The example of Shopify's documentation: secret, parameters and signature. */
    private static final Secret SECRET = Secret.of("hush");

    private static final Instant SIGNED_AT = Instant.ofEpochSecond(1337178173);
    private static final String HMAC = "700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bf";
    private static final Map<String, String> PARAMETERS = Map.of(
            "code", "0907a61c0c8d55e99db179b68161bc00",
            "hmac", HMAC,
            "shop", "some-shop.myshopify.com",
            "state", "0.6784241404160823",
            "timestamp", "1337178173");

    private static List<String> refusals(Map<String, String> parameters, List<Secret> secrets, Instant now) {
        var response = new BrowserResponse(parameters.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, value -> Secret.of(value.getValue()))));
        return new SignedCallback(new CallbackHmac("hmac", "timestamp", null), response)
                .refusal(secrets, now).map(Refusal::detail).stream().toList();
    }

    @Test
    void theDocumentedExampleIsAccepted() {
        assertThat(refusals(PARAMETERS, List.of(SECRET), SIGNED_AT)).isEmpty();
    }

    @Test
    void eachSecretOfARotationCounts() {
        assertThat(refusals(PARAMETERS, List.of(Secret.of("new"), SECRET), SIGNED_AT))
                .isEmpty();
        assertThat(refusals(PARAMETERS, List.of(Secret.of("new")), SIGNED_AT)).containsExactly("wrong_hmac");
        assertThat(refusals(PARAMETERS, List.of(), SIGNED_AT)).containsExactly("wrong_hmac");
    }

    @ParameterizedTest
    @CsvSource({
        "shop, evil.example",
        "code, another",
        "added, x",
        "hmac, 00",
        "hmac, 700e2dadb827fcc8609e9d5ce208b2e9cdaab9df07390d2cbca10d7c328fc4bé"
    })
    void aChangedResponseIsRefused(String name, String value) {
        var changed = new HashMap<>(PARAMETERS);
        changed.put(name, value);

        assertThat(refusals(changed, List.of(SECRET), SIGNED_AT)).containsExactly("wrong_hmac");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hmac", "timestamp", "state"})
    void aResponseWithoutAParameterIsRefused(String name) {
        var without = new HashMap<>(PARAMETERS);
        without.remove(name);

        assertThat(refusals(without, List.of(SECRET), SIGNED_AT)).containsExactly("wrong_hmac");
    }

    @Test
    void anOldSignatureIsRefused() {
        var limit = Duration.ofMinutes(5);

        assertThat(refusals(PARAMETERS, List.of(SECRET), SIGNED_AT.plus(limit))).isEmpty();
        assertThat(refusals(PARAMETERS, List.of(SECRET), SIGNED_AT.plus(limit).plusSeconds(1)))
                .containsExactly("old_hmac");
        assertThat(refusals(PARAMETERS, List.of(SECRET), SIGNED_AT.minus(limit).minusSeconds(1)))
                .containsExactly("old_hmac");
    }
}
