package io.latchkey.broker.client;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.validation.Validation;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClientRegistrationTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "********",
                "* * * *",
                "\u2022 \u2022 \u2022 \u2022",
                "\u2731\u2731\u2731\u2731\u2731\u2731",
                "\u26AB\u26AB\u26AB\u26AB",
                "\uD83D\uDD12\uD83D\uDD12\uD83D\uDD12",
                "sk_live_****",
                "%2A%2A%2A%2A",
                "&bull;&bull;",
                "sk-...abcd",
                "ab...cd",
                "sk-\u2026abcd",
                "xxxx1234",
                "GOCSPX-xxxxxxxx",
                "<sensitive>",
                "(sensitive value)",
                "SECRET_REDACTED",
                "[client secret hidden]",
                "None",
                "null"
            })
    void aMaskedValueIsRefused(String secret) {
        assertThat(violated(secret)).containsExactly("clientSecret");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a*b*c",
                "a**b",
                "a.b--c__d",
                "x",
                "xxylophone",
                "secret with spaces",
                "\u00E9t\u00E9",
                "GOCSPX-abc_def-123",
                "kj78Q~...Zk3bqM_2pXw-9vRt5yUn1sLa6dHf0cE",
                "100%2Bsecret",
                "nonesuch",
                "hiddenvalley7"
            })
    void aPlausibleValueIsTaken(String secret) {
        assertThat(violated(secret)).isEmpty();
    }

    private static List<String> violated(String secret) {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            return validation
                    .getValidator()
                    .validate(new ClientRegistration("client", secret, null, null, null))
                    .stream()
                    .map(violation -> violation.getPropertyPath().toString())
                    .toList();
        }
    }
}
