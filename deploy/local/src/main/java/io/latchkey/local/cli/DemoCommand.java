package io.latchkey.local.cli;

import io.latchkey.local.demo.Demo;
import io.latchkey.local.demo.DemoOptions;
import io.latchkey.local.demo.StackInfo;
import io.latchkey.local.stack.LocalStack;
import java.io.PrintWriter;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack where it does not run, then plays the main job on it. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--browser")
    boolean browser;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CheckoutStack checkout = new CheckoutStack(UpCommand.progress(out));
        LocalStack stack = checkout.open();
        checkout.exclusively(() -> {
            if (!stack.isUp()) {
                UpCommand.start(checkout, stack, out);
                out.println();
                out.flush();
            }
            return 0;
        });
        return new Demo(System.out, Clock.systemUTC()).run(new DemoOptions(browser), StackInfo.of(stack));
    }
}
