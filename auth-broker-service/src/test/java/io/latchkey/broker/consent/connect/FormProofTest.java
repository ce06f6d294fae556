package io.latchkey.broker.consent.connect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormProofTest {
    @Test
    void aProofIsGoodForItsBrowserAndItsLinkOnly() {
        var proof = FormProof.of("browser", "link");

        assertThat(FormProof.matches(proof, "browser", "link")).isTrue();
        assertThat(FormProof.matches(proof, "other", "link")).isFalse();
        assertThat(FormProof.matches(proof, "browser", "other")).isFalse();
        assertThat(FormProof.matches(null, "browser", "link")).isFalse();
    }
}
