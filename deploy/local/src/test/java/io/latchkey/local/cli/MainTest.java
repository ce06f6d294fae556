package io.latchkey.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MainTest {

    @ParameterizedTest
    @CsvSource({
        "'', No command was given",
        "up now, 'Unmatched argument at index 1: ''now'''",
        "up --base-port=12, 'The base port must be between 1024 and 65000, not at 12'",
        "up --base-port=x, 'Invalid value for option ''--base-port'': ''x'' is not an int'",
        "demo --base-port=12, 'The base port must be between 1024 and 65000, not at 12'",
        "demo --base-port=17000 --installed=notes,"
                + " '--base-port is for a stack that the launcher starts, so not with --installed'",
        "demo --fast, 'Unknown option: ''--fast'''"
    })
    void misuseIsToldInOneLineThatPointsToTheHelp(String command, String complaint) {
        assertThat(complaintAbout(command)).isEqualTo(complaint + ". ./latchkey help lists all commands.");
    }

    @ParameterizedTest
    @CsvSource({
        "stat, 'Unknown command ''stat''. Did you mean status or catalog?'",
        "dmo --browser, 'Unknown command ''dmo''. Did you mean demo?'",
        "up --baseport=17000, 'Unknown option: ''--baseport=17000''. Did you mean --base-port?'",
    })
    void misspelledNamesGetSimilarOnes(String command, String complaint) {
        assertThat(complaintAbout(command)).isEqualTo(complaint + " ./latchkey help lists all commands.");
    }

    @Test
    void anUnknownCommandWithoutSimilarOnesGetsAllCommands() {
        assertThat(complaintAbout("frob"))
                .startsWith("Unknown command 'frob'. Use one of: up, ")
                .contains("dead-letters");
    }

    @Test
    void eachCommandExplainsItselfAndItsParameters() {
        assertThat(Main.commandLine().getSubcommands()).hasSizeGreaterThan(10).allSatisfy((name, command) -> {
            assertThat(command.getUsageMessage()).startsWith("Usage: ./latchkey " + name + " [-");
            assertThat(command.getCommandSpec().usageMessage().description()).isNotEmpty();
            assertThat(command.getCommandSpec().args())
                    .allSatisfy(arg -> assertThat(arg.description()).isNotEmpty());
            assertThat(Main.execute(new PrintWriter(System.err), name, "--help"))
                    .isZero();
        });
    }

    /** The script prints this list itself, without a build. */
    @Test
    void theListOfTheScriptHasAllCommandsAndOptions() throws IOException {
        var script = Files.readString(Checkout.current().root().resolve("latchkey"));
        assertThat(Main.commandLine().getSubcommands()).allSatisfy((name, command) -> {
            assertThat(script).contains("\n  ./latchkey " + name + " ");
            assertThat(command.getCommandSpec().options())
                    .filteredOn(option -> !option.usageHelp())
                    .allSatisfy(option -> assertThat(option.names()).anySatisfy(optionName -> assertThat(script)
                            .containsPattern("latchkey " + name + " .*" + optionName)));
        });
    }

    private static String complaintAbout(String command) {
        StringWriter told = new StringWriter();

        int exitCode = Main.execute(new PrintWriter(told), command.isEmpty() ? new String[0] : command.split(" "));

        assertThat(exitCode).isEqualTo(2);
        return told.toString().strip();
    }
}
