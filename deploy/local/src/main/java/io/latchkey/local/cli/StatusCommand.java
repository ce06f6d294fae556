package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.LogTail;
import io.latchkey.local.process.ManagedProcess;
import io.latchkey.local.server.Server;
import io.latchkey.local.stack.LocalStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "status",
        description =
                "Shows the processes of the stack, their addresses and memory. The exit code is 0 if all of them respond.")
final class StatusCommand implements Callable<Integer> {
    private static final int TAIL = 5;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CheckoutStack checkout = new CheckoutStack(Progress.SILENT);
        LocalStack stack = checkout.open();
        stack.servers().forEach(server -> print(server, checkout.site().process(server.name()), out));
        return stack.servers().stream().allMatch(Server::answers) ? 0 : 1;
    }

    private static void print(Server server, ManagedProcess process, PrintWriter out) {
        out.printf(
                "  %-20s %-14s %-24s %-12s %s%n",
                server.name(),
                state(server, process),
                server.address(),
                process.pid().map(pid -> "pid " + pid).orElse(""),
                process.memory().map(bytes -> bytes / 1_048_576 + " MiB").orElse(""));
        if (process.hasCrashed()) {
            out.printf("    it has crashed; start it again with ./latchkey up. The end of %s:%n", process.log());
            LogTail.of(process.log(), TAIL).forEach(line -> out.println("    | " + line));
        }
    }

    private static String state(Server server, ManagedProcess process) {
        if (process.hasCrashed()) {
            return "crashed";
        }
        if (!process.isAlive()) {
            return "stopped";
        }
        return server.answers() ? "ready" : "not responding";
    }
}
