package io.latchkey.local.site;

import io.latchkey.local.fetch.Programs;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.Lifetime;
import io.latchkey.local.process.ManagedProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The place where servers run: a checkout, a state folder with data, logs, pid files and secrets, the fetched programs.
 *
 * @param lifetime processes of a throwaway site die with this JVM
 */
public record Site(Checkout checkout, Path state, Programs programs, Secrets secrets, Lifetime lifetime) {

    /** The one site of a checkout, which outlives the launcher: {@code .latchkey/}, or the folder LATCHKEY_STATE. */
    public static Site ofCheckout(Progress progress) {
        Checkout checkout = Checkout.current();
        Path state =
                folderFrom("LATCHKEY_STATE").orElseGet(() -> checkout.root().resolve(".latchkey"));
        return at(checkout, state, Lifetime.DETACHED, progress);
    }

    /** A site of a test's own, gone with its JVM. */
    public static Site throwaway() {
        try {
            Path state = Files.createTempDirectory("latchkey-");
            Janitor.deleteInTheEnd(state);
            return at(Checkout.current(), state, Lifetime.WITH_PARENT, System.err::println);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The site of a test that other code of this JVM has made. */
    public static Site throwaway(Path state) {
        return at(Checkout.current(), state, Lifetime.WITH_PARENT, System.err::println);
    }

    private static Site at(Checkout checkout, Path state, Lifetime lifetime, Progress progress) {
        Path cache = folderFrom("LATCHKEY_CACHE")
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache", "latchkey"));
        Programs programs = new Programs(cache, checkout.deploy("local/servers"), progress);
        return new Site(checkout, Folders.create(state), programs, new Secrets(state), lifetime);
    }

    private static Optional<Path> folderFrom(String variable) {
        return Optional.ofNullable(System.getenv(variable))
                .filter(value -> !value.isBlank())
                .map(value -> Path.of(value).toAbsolutePath());
    }

    public boolean isThrowaway() {
        return lifetime == Lifetime.WITH_PARENT;
    }

    /** The data folder of a server. */
    public Path data(String server) {
        return state.resolve("data").resolve(server);
    }

    /** Deletes what servers keep, and the secrets that belong to it. No server may run. */
    public void deleteData() {
        Folders.delete(state.resolve("data"));
        secrets.delete();
    }

    public Path logs() {
        return state.resolve("logs");
    }

    public ManagedProcess process(String name) {
        return new ManagedProcess(name, state.resolve("run"), logs(), lifetime);
    }
}
