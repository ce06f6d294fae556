package io.latchkey.broker.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.stream.Stream;
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

    /** RFC 6749, section 10.10. */
    @Test
    void itHas256RandomBits() {
        assertThat(Base64.getUrlDecoder().decode(capability.text())).hasSize(32);
        assertThat(Stream.generate(OneTimeToken::mint).limit(1000).map(OneTimeToken::text))
                .doesNotHaveDuplicates();
    }

    @Test
    void itIsNeverPrinted() {
        assertThat(capability.toString()).doesNotContain(capability.text());
    }
}
