package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.stack.DeadLetterReplay;
import io.latchkey.local.stack.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "dead-letters", description = "Replays the dead letters of the services, for example after an upgrade.")
final class DeadLettersCommand implements Callable<Integer> {
    private enum Action {
        replay
    }

    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "replay", description = "Lets each service process its dead letters again.")
    Action action;

    @Override
    public Integer call() {
        var checkout = new CheckoutStack(Progress.SILENT);
        LocalStack stack = checkout.open();
        if (!stack.isUp()) {
            throw new StartFailed("Not all services are running: start them with ./latchkey up");
        }
        new DeadLetterReplay(stack, checkout.site()).run(this::say);
        return 0;
    }

    private void say(String line) {
        var out = spec.commandLine().getOut();
        out.println(line);
        out.flush();
    }
}
