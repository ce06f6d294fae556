package io.latchkey.demo;

import io.latchkey.demo.http.Answer.UnexpectedAnswer;
import io.latchkey.demo.http.Http;
import io.latchkey.demo.platform.Feed;
import io.latchkey.demo.stack.StackInfo;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;

/** {@code ./latchkey demo}, once the stack is up. */
public final class Demo {
    private final PrintStream out;
    private final Clock clock;

    public Demo(PrintStream out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    /** Plays the story; returns 0 on success, otherwise 1. */
    public int run(DemoOptions options, StackInfo stack) {
        out.println(
                options.browser()
                        ? "You give one consent in a browser. The demo waits for up to an hour."
                        : "The life cycle of a connection, from consent to deletion. It takes about two and a half minutes,"
                                + " most of them waiting for tokens to expire, and downloads nothing.");
        var narrator = new Narrator(out);
        var started = System.nanoTime();
        try {
            play(options, stack, narrator);
        } catch (Narrator.WentWrong | UnexpectedAnswer | UncheckedIOException | IllegalStateException e) {
            out.printf("%nFAILED in step %d: %s%n", narrator.steps(), e.getMessage());
            out.println("The stack is still running. " + options.tools());
            return 1;
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        farewell(options, stack);
        out.printf(
                "%nSuccess: %s in %s.%n",
                narrator.steps() == 1 ? "1 step" : narrator.steps() + " steps", Narrator.seconds(took));
        return 0;
    }

    private void play(DemoOptions options, StackInfo stack, Narrator narrator) {
        var http = new Http();
        if (options.browser()) {
            new BrowserStory(stack, narrator, http, clock).play();
            return;
        }
        try (var feed = Feed.fromNow(stack.feedClient())) {
            var cast = new Cast(stack, narrator, http, feed, clock);
            new Story(cast, narrator, clock).play();
        }
    }

    private void farewell(DemoOptions options, StackInfo stack) {
        out.printf("""

                The stack is still running. %s
                Its public topic is latchkey.connections.v1 in Kafka at %s.
                For example, list Ada's connections:

                    TOKEN=$(curl -s %s/protocol/openid-connect/token -d grant_type=password \\
                      -d client_id=demo-app -d username=ada -d password=ada-demo | sed 's/.*"access_token":"\\([^"]*\\)".*/\\1/')
                    curl -s -H "Authorization: Bearer $TOKEN" %s/v1/connections
                """, options.tools(), stack.kafka(), stack.realm("latchkey"), stack.connectionService());
    }
}
