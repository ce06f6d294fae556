package io.latchkey.broker.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearTest {
    private static final List<String> KNOWN = List.of("github", "gitlab", "northwind", "northwind-short");

    @ParameterizedTest
    @CsvSource({
        "nortwind, northwind",
        "Northwind, northwind",
        "north, northwind",
        "githib, github",
        "gitlap, gitlab",
    })
    void aSlipOfTheFingerIsRecognised(String typed, String meant) {
        assertThat(Near.to(typed, KNOWN)).first().isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"salesforce", "x"})
    void whatResemblesNothingGetsTheWholeList(String typed) {
        assertThat(Near.to(typed, KNOWN)).isEmpty();
        assertThat(Near.remedy(typed, KNOWN)).contains("github, gitlab, northwind, northwind-short");
    }
}
