package io.latchkey.connection.creation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.contracts.Principal;
import io.latchkey.edge.caller.Caller;
import io.latchkey.edge.problem.Problem;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {
    private static final Caller ADA = new Caller("acme", new Principal("https://issuer", "ada", "app"));

    @Test
    void the_same_request_has_the_same_hash_and_another_has_not() {
        assertThat(hash("northwind", null)).isEqualTo(hash("northwind", null));
        assertThat(hash("northwind", "a")).isNotEqualTo(hash("northwind", null));
        assertThat(hash("northwind", "a")).isNotEqualTo(hash("southwind", "a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "ü", "a\tb"})
    void what_is_no_key_is_refused(String value) {
        var problem = catchThrowableOfType(Problem.class, () -> IdempotencyKey.of(ADA, value, request("x", null)));
        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getParameters())
                .containsEntry("field", "Idempotency-Key")
                .containsKey("remedy");
    }

    @Test
    void a_key_of_more_than_200_characters_is_refused() {
        var problem =
                catchThrowableOfType(Problem.class, () -> IdempotencyKey.of(ADA, "x".repeat(201), request("x", null)));
        assertThat(problem.getStatusCode()).isEqualTo(400);
    }

    private static String hash(String provider, String name) {
        return IdempotencyKey.of(ADA, "key", request(provider, name)).requestHash();
    }

    private static NewConnection request(String provider, String name) {
        return new NewConnection(provider, name, List.of("crm"), null, "https://app/return", null, null, null);
    }
}
