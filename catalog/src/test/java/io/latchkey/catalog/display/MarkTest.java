package io.latchkey.catalog.display;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarkTest {
    @ParameterizedTest
    @CsvSource({
        "Salesforce, SA",
        "Google Drive, GD",
        "QuickBooks Online EU, QO",
        "X, X",
        "1Password, 1P",
        "3 – Two, 3T",
        "ß, SS",
        "élan vital, ÉV",
        "!!, X"
    })
    void initialsAreThoseOfTheName(String name, String initials) {
        assertThat(Mark.of(name, null).initials()).isEqualTo(initials);
    }

    @Test
    void theNameDecidesTheColour() {
        assertThat(Mark.of("Acme", null)).isEqualTo(Mark.of("Acme", null));
        assertThat(Mark.of("Acme", null).colour())
                .isNotEqualTo(Mark.of("Globex", null).colour());
    }

    @Test
    void declaredValuesTakePrecedence() {
        assertThat(Mark.of("Acme", new Mark("AC", null)).initials()).isEqualTo("AC");
        assertThat(Mark.of("Acme", new Mark(null, "#000000"))).isEqualTo(new Mark("AC", "#000000"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "abcd", "A-", "<b>"})
    void initialsAreAFewLettersOrDigits(String initials) {
        assertThatThrownBy(() -> new Mark(initials, null)).hasMessageContaining("one to three letters");
    }

    @ParameterizedTest
    @CsvSource({"red, a colour", "'#12', a colour", "'#ffffff', darker", "'#808080', darker"})
    void whiteLettersAreReadableOnTheColour(String colour, String fault) {
        assertThatThrownBy(() -> new Mark(null, colour)).hasMessageContaining(fault);
    }
}
