package io.latchkey.local.cli;

import io.latchkey.demo.Demo;
import io.latchkey.demo.DemoOptions;
import io.latchkey.demo.stack.StackInfo;
import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.demo.InstalledStack;
import io.latchkey.local.demo.StartedStack;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.stack.LocalStack;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "demo",
        description = "Takes a connection from consent to deletion. Starts the stack if it is not running.")
final class DemoCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--browser", description = "You give one consent in your browser.")
    boolean browser;

    @Mixin
    BasePort basePort = new BasePort();

    @Option(
            names = "--installed",
            paramLabel = "NOTES",
            description = "Uses an installation that the launcher did not start, with the logins in the file NOTES"
                    + " (docs/installation.md).")
    @Nullable
    Path installed;

    @Override
    public Integer call() {
        if (installed != null && basePort.isGiven()) {
            throw new ParameterException(
                    spec.commandLine(), "--base-port is for a stack that the launcher starts, so not with --installed");
        }
        return play(installed == null ? StartedStack.info(started()) : noted());
    }

    private LocalStack started() {
        PrintWriter out = spec.commandLine().getOut();
        CheckoutStack checkout = basePort.stack(UpCommand.progress(out));
        LocalStack stack = checkout.open();
        checkout.exclusively(() -> {
            if (!stack.isUp()) {
                UpCommand.start(checkout, stack, out);
                out.println();
                out.flush();
            }
            return 0;
        });
        return stack;
    }

    private StackInfo noted() {
        try (Stream<String> notes = Files.lines(installed)) {
            return InstalledStack.info(notes);
        } catch (IOException | UncheckedIOException e) {
            throw new StartFailed("%s cannot be read: %s".formatted(installed, e.getMessage()), e);
        }
    }

    private int play(StackInfo stack) {
        return new Demo(System.out, Clock.systemUTC()).run(new DemoOptions(browser, installed != null), stack);
    }
}
