package io.latchkey.local.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StackPortsTest {

    @Test
    void theDefaultPortsAreTheDocumentedOnes() {
        StackPorts ports = StackPorts.from(StackPorts.DEFAULT_BASE);

        assertThat(ports)
                .isEqualTo(
                        new StackPorts(7080, 7081, 7082, 7090, 7091, 7432, 7092, 7094, 7093, 7200, 7201, 7098, 7099));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 80, 1_023, 65_001})
    void aBasePortOutOfRangeIsRefused(int base) {
        assertThatThrownBy(() -> StackPorts.from(base)).hasMessageContaining("between 1024 and 65000");
    }
}
