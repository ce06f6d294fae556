package io.latchkey.broker.method.oauth2.authorize;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.AuthorizationRules;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthorizationResponseTest {
    @ParameterizedTest
    @CsvSource({
        "code=c,                                    false, ",
        "code=c;iss=https://p.example,              true,  ",
        "code=c,                                    true,  wrong_issuer",
        "code=c;iss=https://q.example,              false, wrong_issuer",
        "code=c;iss=https://p.example/,             false, wrong_issuer",
        "error=access_denied;iss=https://q.example, false, wrong_issuer",
        "error=access_denied,                       false, access_denied",
        "error=server_error;code=c,                 false, server_error",
        "error=made-up,                             false, other",
        "state=s,                                   false, no_code"
    })
    void theChecksAreMadeInTheirOrder(String parameters, boolean issuerRequired, String refusal) {
        var rules = new AuthorizationRules(
                "https://p.example/authorize",
                null,
                List.of(),
                null,
                null,
                Map.of(),
                "https://p.example",
                issuerRequired,
                null,
                null,
                false,
                null,
                null);

        assertThat(AuthorizationResponse.of(response(parameters), rules.names())
                        .refusal(rules)
                        .map(Refusal::detail))
                .isEqualTo(Optional.ofNullable(refusal));
    }

    private static BrowserResponse response(String parameters) {
        return new BrowserResponse(Arrays.stream(parameters.split(";"))
                .map(parameter -> parameter.split("="))
                .collect(Collectors.toMap(parts -> parts[0], parts -> Secret.of(parts[1]))));
    }
}
