package io.latchkey.broker.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OneTimeTokenTest {
    private final OneTimeToken capability = OneTimeToken.mint();

    @Test
    void onlyItsOwnTextMatchesItsHash() {
        assertThat(OneTimeToken.matches(capability.text(), capability.hash())).isTrue();
        assertThat(OneTimeToken.matches(OneTimeToken.mint().text(), capability.hash()))
                .isFalse();
        assertThat(OneTimeToken.matches(null, capability.hash())).isFalse();
        assertThat(OneTimeToken.matches(capability.text(), null)).isFalse();
    }

    @Test
    void itIsNeverPrinted() {
        assertThat(capability.toString()).doesNotContain(capability.text());
    }
}
