package io.latchkey.local.checkout;

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
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The stack of this checkout: the content of its state folder, and the lock for changes. */
public final class CheckoutStack {
    private static final String BASE_PORT_FILE = "base-port";
    private final Site site;
    private final Progress progress;
    private final int basePort;

    /** With the ports of its first complete start; before that with the default ports. */
    public CheckoutStack(Progress progress) {
        this(Site.ofCheckout(progress), progress);
    }

    /** Fails where its data belongs to other ports. */
    public CheckoutStack(Progress progress, int basePort) {
        this(Site.ofCheckout(progress), progress, basePort);
    }

    CheckoutStack(Site site, Progress progress) {
        this.site = site;
        this.progress = progress;
        this.basePort = remembered(site).orElse(StackPorts.DEFAULT_BASE);
    }

    CheckoutStack(Site site, Progress progress, int basePort) {
        this.site = site;
        this.progress = progress;
        this.basePort = basePort;
        remembered(site).filter(made -> made != basePort).ifPresent(made -> {
            throw new StartFailed(
                    "The data of this stack was created with base port %d: omit --base-port, or delete the data with ./latchkey reset"
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

    public Site site() {
        return site;
    }

    public LocalStack open() {
        return new LocalStack(site, new ProcessBackings(), StackPorts.from(basePort), StackSettings.local(), progress);
    }

    /**
     * Starts the processes that are not running. The data contains URLs with ports, so the first complete start fixes
     * the base port; the data of an incomplete start, possibly with other ports, is deleted.
     *
     * @param preparation runs in parallel to the start of the servers, and ends before services start
     */
    public void start(LocalStack stack, Runnable preparation) {
        if (remembered(site).isEmpty()) {
            stack.stop();
            site.deleteData();
        }
        requireFreePorts(stack.takenPorts());
        stack.start(preparation);
        remember();
    }

    private void requireFreePorts(List<Integer> taken) {
        if (!taken.isEmpty()) {
            String remedy = remembered(site).isEmpty()
                    ? "or use other ports, for example with the option --base-port 17000"
                    : "since the data of this stack was created with base port %d. To use other ports, delete the data with ./latchkey reset first"
                            .formatted(basePort);
            throw new StartFailed("Other programs use ports that Latchkey needs: %s. Stop them, %s."
                    .formatted(taken.stream().map(String::valueOf).collect(Collectors.joining(", ")), remedy));
        }
    }

    private void remember() {
        try {
            Files.writeString(site.state().resolve(BASE_PORT_FILE), String.valueOf(basePort));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Does something to the stack that no other launcher may do at the same time. */
    public int exclusively(Change change) {
        try (FileChannel channel = FileChannel.open(
                        site.state().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock == null) {
                throw new StartFailed("Another ./latchkey command is changing this stack: wait until it is finished");
            }
            return change.make();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** An operation on a stack; returns the exit code. */
    @FunctionalInterface
    public interface Change {
        int make();
    }
}
