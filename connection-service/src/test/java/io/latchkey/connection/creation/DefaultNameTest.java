package io.latchkey.connection.creation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultNameTest {
    @ParameterizedTest
    @CsvSource({"1, My Northwind connection", "2, My Northwind connection 2", "175042, My Northwind connection 175042"})
    void theFirstHasNoNumber(int number, String name) {
        assertThat(DefaultName.of("Northwind", number)).isEqualTo(name);
    }
}
