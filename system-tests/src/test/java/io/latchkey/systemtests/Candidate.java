package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.http.Answer;
import io.latchkey.local.process.Lifetime;
import io.latchkey.local.process.ManagedProcess;
import io.latchkey.local.process.Ports;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One more process of a service, told what an operator might get wrong. */
final class Candidate implements AutoCloseable {
    private final Stack stack;
    private final String service;
    private final Path folder;
    private final Map<String, String> environment;
    private final ManagedProcess process;

    private Candidate(Stack stack, String service, Path folder, Map<String, String> environment) {
        this.stack = stack;
        this.service = service;
        this.folder = folder;
        this.environment = environment;
        process = new ManagedProcess(service, folder, folder, Lifetime.WITH_PARENT);
    }

    /** On a free port, and otherwise as the stack's own of that name. */
    static Candidate of(Stack stack, String service, Path folder) {
        var port = String.valueOf(Ports.free());
        return new Candidate(stack, service, folder, stack.servers.environment(service))
                .with("LATCHKEY_PUBLIC_URL", "http://localhost:" + port)
                .with("QUARKUS_HTTP_HOST", "127.0.0.1")
                .with("QUARKUS_HTTP_PORT", port);
    }

    Candidate toldNothing() {
        return new Candidate(stack, service, folder, Map.of());
    }

    Candidate with(String variable, String value) {
        var changed = new TreeMap<>(environment);
        changed.put(variable, value);
        return new Candidate(stack, service, folder, changed);
    }

    /**
     * What it logs until it ends by itself, as a service does that must not run: with exit code 1 and no stack trace.
     */
    List<String> refusal() {
        var log = ended(1);
        assertThat(log).noneMatch(line -> line.startsWith("\tat "));
        return log;
    }

    /** Runs it until it ends by itself with the exit code; what it logged. */
    List<String> ended(int exitCode) {
        launch();
        await().atMost(60, SECONDS).until(() -> process.exitCode().isPresent());
        var log = log();
        assertThat(process.exitCode()).as(() -> String.join("\n", log)).hasValue(exitCode);
        return log;
    }

    Candidate ready() {
        launch();
        await().atMost(60, SECONDS)
                .ignoreExceptions()
                .until(() -> get("/q/health/ready").status() == 200);
        return this;
    }

    Answer get(String path, String... headers) {
        return stack.http().get("http://127.0.0.1:" + environment.get("QUARKUS_HTTP_PORT") + path, headers);
    }

    private void launch() {
        var jar = Checkout.current().root().resolve(service).resolve("target/quarkus-app/quarkus-run.jar");
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        process.launch(Program.of(
                List.of(java, "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", jar.toString()),
                environment));
    }

    private List<String> log() {
        try {
            return Files.readAllLines(process.log());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.stop();
    }
}
