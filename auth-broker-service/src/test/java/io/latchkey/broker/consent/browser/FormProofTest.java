package io.latchkey.broker.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FormProofTest {
    private final PageSecret page = new PageSecret("id", "browser");

    @Test
    void aProofIsGoodForItsBrowserAndItsLinkOnly() {
        var proof = FormProof.of(page, "link");

        assertThat(FormProof.matches(proof, page, "link")).isTrue();
        assertThat(FormProof.matches(proof, new PageSecret("id", "other"), "link"))
                .isFalse();
        assertThat(FormProof.matches(proof, new PageSecret("other", "browser"), "link"))
                .isFalse();
        assertThat(FormProof.matches(proof, page, "other")).isFalse();
        assertThat(FormProof.matches(null, page, "link")).isFalse();
    }
}
