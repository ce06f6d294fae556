package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.stack.StackPorts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The option {@code --base-port} of the commands that start the stack. */
final class BasePort {
    @Spec(Spec.Target.MIXEE)
    CommandSpec command;

    @Option(
            names = "--base-port",
            paramLabel = "PORT",
            description = "Where the ports of the stack begin, for example 17000; 7000 by default."
                    + " The first complete start determines it for the data of the stack.")
    @Nullable
    Integer port;

    boolean isGiven() {
        return port != null;
    }

    CheckoutStack stack(Progress progress) {
        return port == null ? new CheckoutStack(progress) : new CheckoutStack(progress, valid(port));
    }

    private int valid(int port) {
        try {
            StackPorts.from(port);
            return port;
        } catch (IllegalArgumentException e) {
            throw new ParameterException(command.commandLine(), e.getMessage());
        }
    }
}
