package io.latchkey.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.revocation.LiveGrants.Use;
import io.latchkey.catalog.oauth2.RevocationRules;
import io.latchkey.catalog.oauth2.Revokes;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationRuleTest {
    @ParameterizedTest
    @CsvSource({
        "TOKEN,   NONE,         false, REVOKE",
        "TOKEN,   SAME_ACCOUNT, false, REVOKE",
        "TOKEN,   SAME_TOKEN,   false, LEAVE",
        "TOKEN,   SAME_TOKEN,   true,  REVOKE",
        "SESSION, NONE,         false, REVOKE",
        "SESSION, SAME_ACCOUNT, false, LEAVE",
        "SESSION, SAME_ACCOUNT, true,  REVOKE",
        "SESSION, SAME_TOKEN,   false, LEAVE",
        "GRANT,   NONE,         false, REVOKE",
        "GRANT,   SAME_ACCOUNT, false, LEAVE",
        "GRANT,   SAME_ACCOUNT, true,  REVOKE",
        "GRANT,   SAME_TOKEN,   false, LEAVE",
        "GRANT,   SAME_TOKEN,   true,  REVOKE"
    })
    void whatLivesIsNotEndedUnlessItIsWanted(Revokes revokes, Use use, boolean forced, RevocationRule decision) {
        var rules = new RevocationRules("https://p.example/revoke", null, revokes, Set.of(), null, Set.of(), Set.of());

        assertThat(RevocationRule.of(rules, use, forced)).isEqualTo(decision);
    }

    @Test
    void withoutAnEndpointThereIsNothingToDecide() {
        assertThat(RevocationRule.of(null, Use.NONE, true)).isEqualTo(RevocationRule.UNSUPPORTED);
    }
}
