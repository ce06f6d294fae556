package io.latchkey.catalog.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.apikey.Placement.Basic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementTest {
    @Test
    void aTemplateIsFilledWithTheValuesAsTheyAre() {
        assertThat(Placement.filled("Token {key}, {site}", Map.of("key", "$1\\{site}", "site", "acme")))
                .isEqualTo("Token $1\\{site}, acme");
    }

    @Test
    void allFieldsMustBeSentAndNothingElse() {
        var placement = new Placement(Map.of("X-Key", "{key}"), Map.of(), new Basic("{user}", null));

        placement.requireAll(List.of("key", "user"));
        assertThatThrownBy(() -> placement.requireAll(List.of("key"))).hasMessageContaining("{user}");
        assertThatThrownBy(() -> placement.requireAll(List.of("key", "user", "site")))
                .hasMessageContaining("site");
    }

    @Test
    void somethingMustCarryTheKey() {
        assertThatThrownBy(() -> new Placement(Map.of(), Map.of(), null)).hasMessageContaining("missing");
    }

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
