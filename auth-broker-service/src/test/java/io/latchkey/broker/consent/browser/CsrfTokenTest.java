package io.latchkey.broker.consent.browser;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CsrfTokenTest {
    private final PageSecret page = new PageSecret("id", "browser");

    @Test
    void aProofIsGoodForItsBrowserAndItsLinkOnly() {
        var proof = CsrfToken.of(page, "link");

        assertThat(CsrfToken.matches(proof, page, "link")).isTrue();
        assertThat(CsrfToken.matches(proof, new PageSecret("id", "other"), "link"))
                .isFalse();
        assertThat(CsrfToken.matches(proof, new PageSecret("other", "browser"), "link"))
                .isFalse();
        assertThat(CsrfToken.matches(proof, page, "other")).isFalse();
        assertThat(CsrfToken.matches(null, page, "link")).isFalse();
    }
}
