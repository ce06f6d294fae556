package io.latchkey.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @ParameterizedTest
    @CsvSource({
        "'', No command was given",
        "frob, 'Unmatched argument at index 0: ''frob'''",
        "up --base-port=12, 'The base port must be between 1024 and 65000, not at 12'",
        "up --base-port=x, 'Invalid value for option ''--base-port'': ''x'' is not an int'",
        "demo --fast, 'Unknown option: ''--fast'''"
    })
    void misuseIsToldInOneLineThatPointsToTheHelp(String command, String complaint) {
        StringWriter told = new StringWriter();

        int exitCode = Main.execute(new PrintWriter(told), command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(exitCode).isEqualTo(2);
        assertThat(told.toString().strip()).isEqualTo(complaint + ". ./latchkey help lists all commands.");
    }
}
