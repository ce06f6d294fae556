package io.latchkey.local.cli;

import io.latchkey.local.process.StartFailed;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Entry point of {@code ./latchkey}; the script itself answers {@code help}. */
@Command(
        name = "./latchkey",
        subcommands = {
            UpCommand.class,
            CheckCommand.class,
            CatalogCommand.class,
            DownCommand.class,
            ResetCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            FeedCommand.class,
            DeadLettersCommand.class,
            DemoCommand.class,
            EnvCommand.class,
            TokenCommand.class
        })
public final class Main implements Runnable {
    private static final int MISUSED = 2;
    private static final int HELP_WIDTH = 100;

    @Spec
    CommandSpec spec;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Prints this text.")
    boolean help;

    public static void main(String[] arguments) {
        System.exit(execute(new PrintWriter(System.err, true), arguments));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main()).setUsageHelpWidth(HELP_WIDTH);
    }

    static int execute(PrintWriter complaints, String... arguments) {
        return execute(new PrintWriter(System.out, true), complaints, arguments);
    }

    static int execute(PrintWriter out, PrintWriter complaints, String... arguments) {
        return commandLine()
                .setOut(out)
                .setErr(complaints)
                .setParameterExceptionHandler((e, given) -> misused(e))
                .setExecutionExceptionHandler((e, command, result) -> failed(e, command))
                .execute(arguments);
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "No command was given");
    }

    private static int misused(CommandLine.ParameterException e) {
        e.getCommandLine().getErr().println(complaint(e) + " ./latchkey help lists all commands.");
        return MISUSED;
    }

    private static String complaint(CommandLine.ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return e.getMessage() + ".";
        }
        var near = unmatched.getSuggestions();
        var didYouMean = near.isEmpty() ? "" : " Did you mean " + String.join(" or ", near) + "?";
        var command = e.getCommandLine();
        if (command.getParent() != null || unmatched.isUnknownOption()) {
            return e.getMessage() + "." + didYouMean;
        }
        var commands =
                " Use one of: " + String.join(", ", command.getSubcommands().keySet()) + ".";
        return "Unknown command '%s'.%s"
                .formatted(unmatched.getUnmatched().get(0), near.isEmpty() ? commands : didYouMean);
    }

    private static int failed(Exception e, CommandLine command) throws Exception {
        if (e instanceof StartFailed) {
            PrintWriter err = command.getErr();
            err.println(e.getMessage());
            err.flush();
            return 1;
        }
        throw e;
    }
}
