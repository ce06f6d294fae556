package io.latchkey.local.stack;

import io.latchkey.local.backing.process.Jvm;
import io.latchkey.local.process.Program;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One of Latchkey's services in a separate JVM, configured by environment variables. */
final class ServiceProgram implements Supplier<Program> {
    private final String name;
    private final Path jar;
    private final int port;
    private final Supplier<Map<String, String>> environment;

    ServiceProgram(String name, Site site, int port, Supplier<Map<String, String>> environment) {
        this.name = name;
        this.jar = site.checkout().root().resolve(name).resolve("target/quarkus-app/quarkus-run.jar");
        this.port = port;
        this.environment = environment;
    }

    @Override
    public Program get() {
        if (!Files.exists(jar)) {
            throw new StartFailed("%s is not built: run mvn package or ./latchkey up".formatted(name));
        }
        Map<String, String> variables = new LinkedHashMap<>(environment.get());
        variables.putIfAbsent("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.putIfAbsent("QUARKUS_HTTP_PORT", String.valueOf(port));
        variables.putIfAbsent("LATCHKEY_PUBLIC_URL", ServiceProcess.url(port));
        List<String> command = Jvm.command("32m", "256m");
        Collections.addAll(command, "-jar", jar.toString());
        return Program.of(command, variables);
    }
}
