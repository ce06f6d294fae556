package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.server.Server;
import io.latchkey.local.stack.LocalStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "down", description = "Stops the stack. The data is kept.")
final class DownCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CheckoutStack checkout = new CheckoutStack(Progress.SILENT);
        return checkout.exclusively(() -> {
            LocalStack stack = checkout.open();
            long running = stack.servers().stream().filter(Server::isAlive).count();
            stack.stop();
            out.println(
                    running == 0
                            ? "The stack was not running."
                            : "Stopped; the data is kept in " + checkout.site().state());
            return 0;
        });
    }
}
