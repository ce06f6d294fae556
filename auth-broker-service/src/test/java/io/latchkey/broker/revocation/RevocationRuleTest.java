package io.latchkey.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.provider.OAuth2.Revoke;
import io.latchkey.broker.provider.OAuth2.Revokes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationRuleTest {
    @ParameterizedTest
    @CsvSource({
        "TOKEN,   false, false, REVOKE",
        "TOKEN,   true,  false, REVOKE",
        "SESSION, false, false, REVOKE",
        "SESSION, true,  false, LEAVE",
        "SESSION, true,  true,  REVOKE",
        "GRANT,   false, false, REVOKE",
        "GRANT,   true,  false, LEAVE",
        "GRANT,   true,  true,  REVOKE"
    })
    void whatLivesIsNotEndedUnlessItIsWanted(Revokes revokes, boolean shared, boolean forced, RevocationRule decision) {
        var rules = new Revoke("https://p.example/revoke", null, revokes, Set.of(), null, Set.of(), Set.of());

        assertThat(RevocationRule.of(rules, shared, forced)).isEqualTo(decision);
    }

    @Test
    void withoutAnEndpointThereIsNothingToDecide() {
        assertThat(RevocationRule.of(null, false, true)).isEqualTo(RevocationRule.UNSUPPORTED);
    }
}
