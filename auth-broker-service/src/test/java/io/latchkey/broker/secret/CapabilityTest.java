package io.latchkey.broker.secret;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CapabilityTest {
    private final Capability capability = Capability.mint();

    @Test
    void onlyItsOwnTextMatchesItsHash() {
        assertThat(Capability.matches(capability.text(), capability.hash())).isTrue();
        assertThat(Capability.matches(Capability.mint().text(), capability.hash()))
                .isFalse();
        assertThat(Capability.matches(null, capability.hash())).isFalse();
        assertThat(Capability.matches(capability.text(), null)).isFalse();
    }

    @Test
    void itIsNeverPrinted() {
        assertThat(capability.toString()).doesNotContain(capability.text());
    }
}
