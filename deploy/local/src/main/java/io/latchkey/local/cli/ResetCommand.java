package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.site.Folders;
import io.latchkey.local.terminal.Confirmation;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "reset", description = "Stops the stack, and deletes its data, logs and passwords.")
final class ResetCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(
            names = {"-y", "--yes"},
            description = "Does not ask first.")
    boolean yes;

    @Override
    public Integer call() {
        CheckoutStack checkout = new CheckoutStack(Progress.SILENT);
        Path state = checkout.site().state();
        if (!yes) {
            new Confirmation(System.in, spec.commandLine().getOut())
                    .require("This stops the stack and deletes its data, logs and passwords in " + state);
        }
        return checkout.exclusively(() -> {
            checkout.open().stop();
            Folders.delete(state);
            spec.commandLine().getOut().println("Stopped, and deleted " + state + "; downloaded programs are kept.");
            return 0;
        });
    }
}
