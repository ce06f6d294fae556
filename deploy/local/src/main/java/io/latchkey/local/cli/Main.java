package io.latchkey.local.cli;

import io.latchkey.local.process.StartFailed;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry point of {@code ./latchkey}; the script itself answers {@code help}. */
@Command(
        name = "latchkey",
        subcommands = {
            UpCommand.class,
            CheckCommand.class,
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

    @Spec
    CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(execute(new PrintWriter(System.err, true), arguments));
    }

    static int execute(PrintWriter complaints, String... arguments) {
        return new CommandLine(new Main())
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
        e.getCommandLine().getErr().println(e.getMessage() + ". ./latchkey help lists all commands.");
        return MISUSED;
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
