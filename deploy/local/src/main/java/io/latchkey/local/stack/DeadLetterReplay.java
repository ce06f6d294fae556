package io.latchkey.local.stack;

import io.latchkey.local.process.Errand;
import io.latchkey.local.process.Ports;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Replays dead letters: one more replica of each service processes them and exits. */
public final class DeadLetterReplay {
    private static final List<String> SERVICES =
            List.of("connection-service", "auth-broker-service", "verifier-service");

    private final LocalStack stack;
    private final Site site;

    public DeadLetterReplay(LocalStack stack, Site site) {
        this.stack = stack;
        this.site = site;
    }

    /** @param say receives progress messages and the results of each service */
    public void run(Consumer<String> say) {
        SERVICES.forEach(service -> run(service, say));
    }

    private void run(String service, Consumer<String> say) {
        say.accept(service + ": starting a replica for its dead letters");
        var program = new ServiceProgram(service, site, Ports.free(), () -> environment(service)).get();
        Path log = site.logs().resolve(service + "-replay.log");
        new Errand("The replay of " + service, "see its log", log)
                .run(
                        program.command(),
                        program.environment(),
                        elapsed -> say.accept(service + ": at work for " + elapsed.toSeconds() + " s"));
        try (var lines = Files.lines(log)) {
            lines.filter(line -> line.contains("dead letter"))
                    .map(line -> service + ": " + line.replaceFirst(".*?(dead letter)", "$1"))
                    .forEach(say);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Map<String, String> environment(String service) {
        var environment = new HashMap<>(stack.environment(service));
        environment.put("LATCHKEY_DEAD_LETTERS_REPLAY", "true");
        return environment;
    }
}
