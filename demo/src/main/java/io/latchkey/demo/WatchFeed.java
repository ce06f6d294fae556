package io.latchkey.demo;

import io.latchkey.demo.platform.Feed;
import io.latchkey.demo.stack.StackInfo;
import java.io.PrintStream;
import java.util.concurrent.CountDownLatch;

/** {@code ./latchkey feed}: prints each event of the public topic as it comes, until it is interrupted. */
public final class WatchFeed {
    private final PrintStream out;

    public WatchFeed(PrintStream out) {
        this.out = out;
    }

    public int run(StackInfo stack) {
        out.println("Events of latchkey.connections.v1 from now on; Ctrl-C ends this.");
        try (var feed =
                Feed.fromNow(stack.feedClient(), event -> out.printf("%s %s%n", event.connection(), event.line()))) {
            new CountDownLatch(1).await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return 0;
    }
}
