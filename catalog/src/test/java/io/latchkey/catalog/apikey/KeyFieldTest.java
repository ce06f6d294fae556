package io.latchkey.catalog.apikey;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeyFieldTest {
    @ParameterizedTest
    @ValueSource(strings = {"", " a", "a ", "a\nb", "a\r\nX: y", "\u00e9", "ab"})
    void whatNoHeaderCarriesOrThePatternForbidsIsNoValue(String value) {
        assertThat(new KeyField("key", "Key", null, "a|a b|[a ]+|.*\\n.*", false).accepts(value))
                .isFalse();
    }

    @Test
    void whatThePatternAllowsIsAValue() {
        assertThat(new KeyField("key", "Key", null, "[a-f0-9]{4}", false).accepts("12ab"))
                .isTrue();
        assertThat(new KeyField("key", "Key", null, null, false).accepts("any thing"))
                .isTrue();
    }
}
