package io.latchkey.catalog.form;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormFieldTest {
    @ParameterizedTest
    @ValueSource(strings = {"", "a\nb", "a\r\nX: y", "a\tb", "ab"})
    void whatIsNoLineOrThePatternForbidsIsNoValue(String value) {
        assertThat(field("a|a b|[a ]+|.*\\n.*|.*\\t.*", false).accepts(value)).isFalse();
    }

    @Test
    void whatThePatternAllowsIsAValue() {
        assertThat(field("[a-f0-9]{4}", false).accepts("12ab")).isTrue();
        assertThat(field(null, false).accepts("äny thing")).isTrue();
        assertThat(field(null, true).accepts("-----BEGIN\r\n\tKEY\n")).isTrue();
        assertThat(field(null, true).accepts("a\u0000b")).isFalse();
    }

    private static FormField field(String pattern, boolean multiline) {
        return new FormField("key", "Key", null, pattern, false, multiline, false);
    }
}
