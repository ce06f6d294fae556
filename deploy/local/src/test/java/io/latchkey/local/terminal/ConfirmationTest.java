package io.latchkey.local.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfirmationTest {
    private final StringWriter shown = new StringWriter();

    @ParameterizedTest
    @ValueSource(strings = {"y\n", "YES\n", " yes "})
    void consentIsTyped(String typed) {
        assertThatCode(() -> require(typed)).doesNotThrowAnyException();
        assertThat(shown).hasToString("All goes. Continue? [y/N] ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "n\n", "yesterday\n"})
    void everyOtherAnswerIsNo(String typed) {
        assertThatThrownBy(() -> require(typed)).hasMessage("Nothing was deleted.");
    }

    @Test
    void whereNobodyCanAnswerNothingIsDeletedAndTheOptionIsNamed() {
        assertThatThrownBy(() -> require("")).hasMessageContaining("--yes");
    }

    private void require(String typed) {
        var in = new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8));
        new Confirmation(in, new PrintWriter(shown)).require("All goes");
    }
}
