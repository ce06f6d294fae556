package io.latchkey.catalog;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SuggestionsTest {
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
        assertThat(Suggestions.to(typed, KNOWN)).first().isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"salesforce", "x"})
    void whatResemblesNothingGetsTheWholeList(String typed) {
        assertThat(Suggestions.to(typed, KNOWN)).isEmpty();
        assertThat(Suggestions.remedy(typed, KNOWN)).contains("github, gitlab, northwind, northwind-short");
    }

    @Test
    void ofManyWordsTheFirstAreListed() {
        var many = IntStream.range(10, 100).mapToObj(Integer::toString).toList();

        assertThat(Suggestions.remedy("salesforce", many))
                .startsWith("Use one of: 10, 11, ")
                .endsWith(", 49, and 50 others.");
    }
}
