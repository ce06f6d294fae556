package io.latchkey.connection.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

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
        return IdempotencyKey.of(ADA, "key", request(provider, name)).requestHash();
    }

    private static NewConnection request(String provider, String name) {
        return new NewConnection(provider, name, List.of("crm"), null, "https://app/return", null, null, null);
    }
}
