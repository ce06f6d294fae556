package io.latchkey.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Placement.Basic;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PlacementTest {
    @Test
    void aTemplateIsFilledWithTheValuesAsTheyAre() {
        assertThat(Templates.filledWith(Map.of("key", "$1\\{site}", "site", "acme"))
                        .text("Token {key}, {site}"))
                .isEqualTo("Token $1\\{site}, acme");
    }

    @Test
    void allFieldsMustBeSent() {
        var placement = new Placement(Map.of("X-Key", "{key}"), Map.of(), new Basic("{user}", null));

        placement.requireAll(List.of("key", "user"));
        assertThatThrownBy(() -> placement.requireAll(List.of("key", "user", "site")))
                .hasMessageContaining("site");
    }

    @Test
    void somethingMustCarryTheKey() {
        assertThatThrownBy(() -> new Placement(Map.of(), Map.of(), null)).hasMessageContaining("missing");
    }
}
