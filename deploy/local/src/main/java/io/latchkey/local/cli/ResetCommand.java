package io.latchkey.local.cli;

import io.latchkey.local.fetch.Progress;
import io.latchkey.local.site.Folders;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "reset")
final class ResetCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        CheckoutStack checkout = new CheckoutStack(Progress.SILENT);
        return checkout.exclusively(() -> {
            checkout.open().stop();
            Folders.delete(checkout.site().state());
            spec.commandLine()
                    .getOut()
                    .println("Stopped, and wiped " + checkout.site().state() + "; what was fetched is kept.");
            return 0;
        });
    }
}
