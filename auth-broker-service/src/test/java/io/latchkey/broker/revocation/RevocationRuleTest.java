package io.latchkey.broker.revocation;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.Reach;
import io.latchkey.broker.revocation.LiveGrants.Use;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RevocationRuleTest {
    @ParameterizedTest
    @CsvSource({
        "CREDENTIAL, NONE,         false, REVOKE",
        "CREDENTIAL, SAME_ACCOUNT, false, REVOKE",
        "CREDENTIAL, SAME_TOKEN,   false, LEAVE",
        "CREDENTIAL, SAME_TOKEN,   true,  REVOKE",
        "ACCOUNT,    NONE,         false, REVOKE",
        "ACCOUNT,    SAME_ACCOUNT, false, LEAVE",
        "ACCOUNT,    SAME_ACCOUNT, true,  REVOKE",
        "ACCOUNT,    SAME_TOKEN,   false, LEAVE",
        "ACCOUNT,    SAME_TOKEN,   true,  REVOKE"
    })
    void whatLivesIsNotEndedUnlessItIsWanted(Reach reach, Use use, boolean forced, RevocationRule decision) {
        assertThat(RevocationRule.of(reach, use, forced)).isEqualTo(decision);
    }
}
