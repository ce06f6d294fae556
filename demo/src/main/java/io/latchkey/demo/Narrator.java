package io.latchkey.demo;

import io.latchkey.demo.http.Answer;
import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** Prints a story step by step, with requests, responses and durations, and stops it at the first failure. */
final class Narrator {
    private static final Duration POLL = Duration.ofMillis(300);

    /** A step failed; the message says why. */
    static final class WentWrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        WentWrong(String what) {
            super(what);
        }
    }

    private final PrintStream out;
    private int steps;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void step(String title, Runnable body) {
        begin(title);
        var started = System.nanoTime();
        body.run();
        end(started);
    }

    /** A step with a result for later steps. */
    <T> T step(String title, Supplier<T> body) {
        begin(title);
        var started = System.nanoTime();
        var result = body.get();
        end(started);
        return result;
    }

    private void begin(String title) {
        out.printf("%n%2d. %s%n", ++steps, title);
    }

    private void end(long started) {
        out.printf("    done in %s%n", seconds(Duration.ofNanos(System.nanoTime() - started)));
    }

    void says(String format, Object... facts) {
        out.printf("    %s%n", String.format(format, facts));
    }

    /** One answer of the API: request, status, problem if it is one, and time. */
    void answered(Answer answer) {
        var problem = answer.problem().isEmpty() ? "" : " " + answer.problem();
        says(
                "%-6s %s -> %d%s (%d ms)",
                answer.method(),
                answer.path(),
                answer.status(),
                problem,
                answer.took().toMillis());
    }

    void must(boolean holds, String otherwise) {
        if (!holds) {
            throw new WentWrong(otherwise);
        }
    }

    /** Waits until {@code happened}; it goes wrong if that takes longer than {@code atMost}. */
    void await(String what, Duration atMost, BooleanSupplier happened) {
        var deadline = System.nanoTime() + atMost.toNanos();
        while (!happened.getAsBoolean()) {
            must(System.nanoTime() < deadline, "waited " + seconds(atMost) + " without success for " + what);
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    int steps() {
        return steps;
    }

    PrintStream out() {
        return out;
    }

    static String seconds(Duration duration) {
        return String.format("%.1f s", duration.toMillis() / 1000.0);
    }
}
