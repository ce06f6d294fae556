package io.latchkey.local.backing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class PlaceholdersTest {

    @Test
    void valuesTakeTheirPlacesLiterally() {
        assertThat(Placeholders.fill("{\"a\":\"${ONE}\",\"b\":\"${TWO}\"}", Map.of("ONE", "$1\\", "TWO", "2")))
                .isEqualTo("{\"a\":\"$1\\\",\"b\":\"2\"}");
    }

    @Test
    void aNameWithoutAValueFails() {
        assertThatThrownBy(() -> Placeholders.fill("${MISSING}", Map.of())).hasMessageContaining("${MISSING}");
    }
}
