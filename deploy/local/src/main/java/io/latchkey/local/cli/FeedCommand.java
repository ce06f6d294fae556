package io.latchkey.local.cli;

import io.latchkey.demo.WatchFeed;
import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.demo.StartedStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.stack.LocalStack;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "feed", description = "Prints the events of the public topic as they arrive.")
final class FeedCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        LocalStack stack = new CheckoutStack(Progress.SILENT).open();
        if (!stack.kafka().answers()) {
            throw new StartFailed("Kafka is not running: start it with ./latchkey up");
        }
        return new WatchFeed(System.out).run(StartedStack.info(stack));
    }
}
