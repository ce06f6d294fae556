package io.latchkey.catalog.oauth2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReservedParametersTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "client_id",
                "redirect_uri",
                "state",
                "response_type",
                "code_challenge",
                "code_challenge_method",
                "nonce",
                "request_uri",
                "scope"
            })
    void noEntryReplacesAParameterThatLatchkeySets(String name) {
        assertThatThrownBy(() -> ReservedParameters.none("parameters", Map.of(name, "x")))
                .isInstanceOf(InvalidFieldException.class)
                .hasMessageContaining("Latchkey sets it");
    }

    @Test
    void anyOtherParameterIsTaken() {
        assertThat(ReservedParameters.none("parameters", Map.of("access_type", "offline")))
                .containsEntry("access_type", "offline");
    }
}
