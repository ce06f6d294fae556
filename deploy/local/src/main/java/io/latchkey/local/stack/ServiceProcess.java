package io.latchkey.local.stack;

import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.Program;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.server.Server;
import io.latchkey.local.site.Site;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** One of Latchkey's services in a JVM of its own, told everything through its environment. */
public final class ServiceProcess extends Server {
    private final int port;
    private final Supplier<Map<String, String>> environment;

    /** @param environment asked for at each start, when the servers it names are up */
    ServiceProcess(String name, Site site, int port, Supplier<Map<String, String>> environment) {
        super(name, site);
        this.port = port;
        this.environment = environment;
    }

    @Override
    public String address() {
        return url();
    }

    public String url() {
        return "http://localhost:" + port;
    }

    @Override
    protected int[] ports() {
        return new int[] {port};
    }

    @Override
    protected void prepare() {
        if (!Files.exists(jar())) {
            throw new StartFailed("%s is not built: run mvn package, or let ./latchkey do it".formatted(name()));
        }
    }

    private Path jar() {
        return site().checkout().root().resolve(name()).resolve("target/quarkus-app/quarkus-run.jar");
    }

    @Override
    protected Program program() {
        Map<String, String> variables = new LinkedHashMap<>(environment.get());
        variables.putIfAbsent("QUARKUS_HTTP_HOST", "127.0.0.1");
        variables.putIfAbsent("QUARKUS_HTTP_PORT", String.valueOf(port));
        variables.putIfAbsent("LATCHKEY_PUBLIC_URL", url());
        List<String> command = jvm("32m", "256m");
        Collections.addAll(command, "-jar", jar().toString());
        return Program.of(command, variables);
    }

    @Override
    protected boolean isReady() {
        return new JsonHttp("http://127.0.0.1:" + port).status("/q/health/ready") == 200;
    }
}
