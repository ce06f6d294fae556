package io.latchkey.connection.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.contracts.Principal;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.Invalid;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static final Caller ADA = new Caller("acme", new Principal("https://issuer", "ada", "app"));

    @Test
    void theSameRequestHasTheSameHashAndAnotherHasNot() {
        assertThat(hash("northwind", null)).isEqualTo(hash("northwind", null));
        assertThat(hash("northwind", "a")).isNotEqualTo(hash("northwind", null));
        assertThat(hash("northwind", "a")).isNotEqualTo(hash("southwind", "a"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"returnUrl\":\"https://app/return\",\"modules\":[\"crm\"],\"provider\":\"x\"}",
                "{ \"provider\" : \"x\",\n \"modules\" : [ \"crm\" ], \"returnUrl\" : \"https://app/return\" }",
                "{\"provider\":\"x\",\"name\":null,\"modules\":[\"crm\"],\"permissions\":null,\"returnUrl\":\"https:\\/\\/app\\/return\"}",
                "{\"provider\":\"x\",\"modules\":[\"cr\\u006d\"],\"permissions\":[],\"returnUrl\":\"https://app/return\"}"
            })
    void bodiesThatMeanTheSameHaveTheSameHash(String body) throws JsonProcessingException {
        assertThat(hash(new ObjectMapper().readValue(body, NewConnection.class)))
                .isEqualTo(hash("x", null));
    }

    @Test
    void theTextNullIsNotTheSameAsNothing() {
        assertThat(hash("x", "null")).isNotEqualTo(hash("x", null));
    }

    @Test
    void aTextThatLooksLikeAnotherFieldIsNotTakenForOne() {
        assertThat(hash(returning("https://app", "a, callerState=null")))
                .isNotEqualTo(hash(returning("https://app, callerState=a", null)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ü", "a\tb"})
    void whatIsNoKeyIsRefused(String value) {
        var problem = catchThrowableOfType(Invalid.class, () -> IdempotencyKey.of(ADA, value, request("x", null)));
        assertThat(problem.explanation().members())
                .containsEntry("field", "Idempotency-Key")
                .containsKey("remedy");
    }

    @Test
    void aKeyOfMoreThan200CharactersIsRefused() {
        assertThatThrownBy(() -> IdempotencyKey.of(ADA, "x".repeat(201), request("x", null)))
                .isInstanceOf(Invalid.class);
    }

    private static String hash(String provider, String name) {
        return hash(request(provider, name));
    }

    private static String hash(NewConnection request) {
        return IdempotencyKey.of(ADA, "key", request).requestHash();
    }

    private static NewConnection returning(String url, String callerState) {
        return new NewConnection("x", null, null, List.of("crm"), null, url, callerState, null, null, null, null);
    }

    private static NewConnection request(String provider, String name) {
        return new NewConnection(
                provider, null, name, List.of("crm"), null, "https://app/return", null, null, null, null, null);
    }
}
