package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.LogTail;
import io.latchkey.local.server.Server;
import io.latchkey.local.terminal.LogFollower;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "logs", description = "Prints the end of the logs.")
final class LogsCommand implements Callable<Integer> {
    private static final int LINES_OF_ONE = 200;
    private static final int LINES_OF_EACH = 15;

    @Spec
    CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "COMPONENT",
            description = "A component that ./latchkey status lists; all by default.")
    @Nullable
    String component;

    @Option(
            names = {"-f", "--follow"},
            description = "Continues with new lines until Ctrl-C.")
    boolean follow;

    @Override
    public Integer call() throws InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        List<Server> chosen = chosen(new CheckoutStack(Progress.SILENT).open().servers());
        LogFollower follower = new LogFollower(chosen, out);
        for (Server server : chosen) {
            int lines = chosen.size() == 1 ? LINES_OF_ONE : LINES_OF_EACH;
            LogTail.of(server.log(), lines).forEach(line -> follower.print(server, line));
        }
        if (follow) {
            follower.follow();
        }
        return 0;
    }

    private List<Server> chosen(List<Server> all) {
        if (component == null) {
            return all;
        }
        List<Server> named =
                all.stream().filter(server -> server.name().equals(component)).toList();
        if (named.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "Unknown component %s. Use one of: %s"
                            .formatted(
                                    component,
                                    String.join(
                                            ", ", all.stream().map(Server::name).toList())));
        }
        return named;
    }
}
