package io.latchkey.local.checkout;

import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.Errand;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Builds the three services with Maven, if a source is newer than the last build. */
public final class ServicesBuild implements Runnable {
    private static final String WHAT = "Building the services";
    private static final String MODULES = "connection-service,auth-broker-service,verifier-service";
    private static final Pattern NO_NETWORK = Pattern.compile("Unknown host|Could not (transfer|resolve)|offline mode");
    private static final int ERRORS_SHOWN = 8;

    private final Path root;
    private final Path stamp;
    private final Path log;
    private final BuildLock lock;
    private final Progress progress;

    public ServicesBuild(Checkout checkout, Progress progress) {
        this.root = checkout.root();
        this.stamp = root.resolve("deploy/local/target/services-built");
        this.log = root.resolve("deploy/local/target/services-build.log");
        this.lock = new BuildLock(root.resolve("deploy/local/target/services-build.lock"));
        this.progress = progress;
    }

    @Override
    public void run() {
        if (isOutdated()) {
            lock.whileHeld(
                    () -> progress.say(
                            "Another ./latchkey command is building the services: waiting for that build ..."),
                    this::build);
        }
    }

    private void build() {
        if (!isOutdated()) {
            return;
        }
        progress.say(WHAT + " (the first time, Maven downloads their libraries) ...");
        FileTime began = FileTime.fromMillis(System.currentTimeMillis());
        try {
            new Errand(WHAT, "see the output of Maven", log).run(command(), Map.of(), this::report);
        } catch (StartFailed e) {
            throw new StartFailed(Stream.concat(errors(), Stream.of(e.getMessage() + hint()))
                    .collect(Collectors.joining(System.lineSeparator())));
        }
        mark(began);
    }

    private List<String> command() {
        return List.of(
                "mvn",
                "-B",
                "-ntp",
                "-f",
                root.resolve("pom.xml").toString(),
                "-Dmaven.test.skip=true",
                "package",
                "-pl",
                MODULES,
                "-am");
    }

    private void report(Duration elapsed) {
        progress.say("%s ... %d s".formatted(WHAT, elapsed.toSeconds()));
    }

    /** Folders count too, for a file may have been deleted. */
    private boolean isOutdated() {
        if (!Files.exists(stamp)) {
            return true;
        }
        try (Stream<Path> modules = Files.list(root)) {
            FileTime built = Files.getLastModifiedTime(stamp);
            return Stream.concat(
                            Stream.of(root.resolve("pom.xml")),
                            modules.flatMap(module -> Stream.of(module.resolve("pom.xml"), module.resolve("src/main"))))
                    .filter(Files::exists)
                    .anyMatch(source -> hasNewer(source, built));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean hasNewer(Path source, FileTime built) {
        try (Stream<Path> files = Files.walk(source)) {
            return files.anyMatch(file -> isNewer(file, built));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNewer(Path file, FileTime built) {
        try {
            return Files.getLastModifiedTime(file).compareTo(built) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void mark(FileTime began) {
        try {
            Files.write(stamp, new byte[0]);
            Files.setLastModifiedTime(stamp, began);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Stream<String> errors() {
        return lines().stream().filter(line -> line.startsWith("[ERROR]")).limit(ERRORS_SHOWN);
    }

    private String hint() {
        return lines().stream().anyMatch(line -> NO_NETWORK.matcher(line).find())
                ? ". It could not download its libraries: check the network and Maven's settings."
                : "";
    }

    private List<String> lines() {
        try {
            return Files.exists(log) ? Files.readAllLines(log) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
