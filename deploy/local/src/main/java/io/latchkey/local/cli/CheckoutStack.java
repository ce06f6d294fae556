package io.latchkey.local.cli;

import io.latchkey.local.backing.process.ProcessBackings;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.site.Site;
import io.latchkey.local.stack.LocalStack;
import io.latchkey.local.stack.StackPorts;
import io.latchkey.local.stack.StackSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** The one stack of this checkout: what its state folder remembers of it, and the right to change it. */
final class CheckoutStack {
    private static final String BASE_PORT_FILE = "base-port";
    private final Site site;
    private final Progress progress;
    private final int basePort;

    /** As it was made; with the default ports where it was not made yet. */
    CheckoutStack(Progress progress) {
        this.site = Site.ofCheckout(progress);
        this.progress = progress;
        this.basePort = remembered(site).orElse(StackPorts.DEFAULT_BASE);
    }

    /** Fails where it was made for other ports, for Northwind's and our own URLs are in its data. */
    CheckoutStack(Progress progress, int basePort) {
        this.site = Site.ofCheckout(progress);
        this.progress = progress;
        this.basePort = basePort;
        remembered(site).filter(made -> made != basePort).ifPresent(made -> {
            throw new StartFailed(
                    "This stack was made for base port %d: leave --base-port out, or start anew with ./latchkey reset"
                            .formatted(made));
        });
    }

    private static Optional<Integer> remembered(Site site) {
        try {
            Path file = site.state().resolve(BASE_PORT_FILE);
            return Files.exists(file)
                    ? Optional.of(Integer.parseInt(Files.readString(file).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Site site() {
        return site;
    }

    LocalStack open() {
        return new LocalStack(site, new ProcessBackings(), StackPorts.from(basePort), StackSettings.local(), progress);
    }

    void remember() {
        try {
            Files.writeString(site.state().resolve(BASE_PORT_FILE), String.valueOf(basePort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something to the stack that no other launcher may do at the same time. */
    int exclusively(Change change) {
        try (FileChannel channel = FileChannel.open(
                        site.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new StartFailed("Another ./latchkey is changing this stack: wait until it is done");
            }
            return change.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is done to a stack; an exit code comes of it. */
    @FunctionalInterface
    interface Change {
        int make();
    }
}
