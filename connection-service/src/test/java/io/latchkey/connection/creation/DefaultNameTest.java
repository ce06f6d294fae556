package io.latchkey.connection.creation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DefaultNameTest {
    @ParameterizedTest
    @CsvSource({
        "'', My Northwind connection",
        "something else, My Northwind connection",
        "My Northwind connection, My Northwind connection 2",
        "My Northwind connection;My Northwind connection 2, My Northwind connection 3",
        "My Northwind connection;My Northwind connection 3, My Northwind connection 2",
        "My Northwind connection 2, My Northwind connection",
    })
    void it_is_the_first_that_is_free(String taken, String chosen) {
        assertThat(DefaultName.choose("Northwind", Set.of(taken.split(";")))).isEqualTo(chosen);
    }
}
