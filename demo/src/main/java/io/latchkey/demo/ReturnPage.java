package io.latchkey.demo;

import io.latchkey.demo.browser.Return;
import io.latchkey.demo.page.LoopbackPage;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/** The page at the demo's own {@code returnUrl}, for a person with a real browser. */
final class ReturnPage implements AutoCloseable {
    private static final String PAGE =
            "<!doctype html><html lang=en><meta charset=utf-8><title>Back at the platform</title>"
                    + "<body style='font:1.1rem/1.6 system-ui;max-width:34rem;margin:15vh auto;padding:0 1rem'>"
                    + "<h1>Back at the platform</h1><p>The demo has received the code. You can close this page and look at the"
                    + " terminal.</p></body></html>";

    private final BlockingQueue<Return> returns = new ArrayBlockingQueue<>(16);
    private final LoopbackPage page;

    /** Starts to listen; {@link UncheckedIOException} if the port is in use. */
    ReturnPage(URI returnUrl) {
        page = new LoopbackPage(returnUrl.getPort(), returnUrl.getPath(), this::take);
    }

    /** The next return of a browser; empty if none comes in time. */
    Optional<Return> next(Duration atMost) {
        try {
            return Optional.ofNullable(returns.poll(atMost.toSeconds(), TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        page.close();
    }

    private String take(Return back) {
        returns.add(back);
        return PAGE;
    }
}
