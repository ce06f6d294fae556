package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.checkout.FeedClientFile;
import io.latchkey.local.checkout.ServicesBuild;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.stack.LocalStack;
import io.latchkey.local.terminal.ReadyTable;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(name = "up", description = "Builds Latchkey, downloads missing programs, and starts the stack.")
final class UpCommand implements Callable<Integer> {
    private static final long STOP_WITHIN_SECONDS = 60;

    @Spec
    CommandSpec spec;

    @Mixin
    BasePort basePort = new BasePort();

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CheckoutStack checkout = basePort.stack(progress(out));
        return checkout.exclusively(() -> {
            LocalStack stack = checkout.open();
            if (stack.isUp()) {
                out.println("Latchkey is already running.");
            } else {
                start(checkout, stack, out);
                out.println("\nLatchkey is running.");
            }
            FeedClientFile.write(stack, checkout.site());
            ReadyTable.print(stack, checkout.site(), out);
            return 0;
        });
    }

    static Progress progress(PrintWriter out) {
        return line -> {
            synchronized (out) {
                out.println(line);
                out.flush();
            }
        };
    }

    /** If Ctrl-C ends it, the start is undone before this JVM is gone. */
    static void start(CheckoutStack checkout, LocalStack stack, PrintWriter out) {
        announce(checkout, out);
        Thread starter = Thread.currentThread();
        CountDownLatch settled = new CountDownLatch(1);
        Thread undo = new Thread(() -> {
            if (settled.getCount() > 0) {
                progress(out).say("Interrupted: stopping the processes that were started ...");
                starter.interrupt();
                await(settled);
            }
        });
        Runtime.getRuntime().addShutdownHook(undo);
        try {
            checkout.start(stack, new ServicesBuild(checkout.site().checkout(), progress(out)));
            Runtime.getRuntime().removeShutdownHook(undo);
        } finally {
            settled.countDown();
        }
    }

    private static void announce(CheckoutStack checkout, PrintWriter out) {
        List<String> missing = checkout.site().programs().missing();
        if (!missing.isEmpty()) {
            out.println("Downloading, once for all checkouts: " + String.join(", ", missing));
        }
        out.println("Starting; the data is in " + checkout.site().state());
        out.flush();
    }

    private static void await(CountDownLatch settled) {
        try {
            settled.await(STOP_WITHIN_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
