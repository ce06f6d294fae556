package io.latchkey.local.backing.process;

import io.latchkey.local.backing.KeycloakSettings;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Keycloak in a separate JVM, reachable on the loopback address only; its data is separate from the downloaded program.
 */
final class KeycloakProgram implements Supplier<Program> {
    private final KeycloakSettings settings;
    private final Site site;
    private final Path home;

    KeycloakProgram(KeycloakSettings settings) {
        this.settings = settings;
        this.site = settings.site();
        this.home = site.data(KeycloakSettings.NAME);
    }

    @Override
    public Program get() {
        furnishHome();
        List<String> command = Jvm.command("64m", "320m");
        for (String opened : List.of("java.util", "java.util.concurrent", "java.security", "java.lang")) {
            command.add("--add-opens=java.base/" + opened + "=ALL-UNNAMED");
        }
        Collections.addAll(
                command,
                "-Dkc.home.dir=" + home,
                "-Djboss.server.config.dir=" + home.resolve("conf"),
                "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                "-Djava.util.concurrent.ForkJoinPool.common.threadFactory=io.quarkus.bootstrap.forkjoin.QuarkusForkJoinWorkerThreadFactory",
                "-Dpicocli.disable.closures=true",
                "-cp",
                home.resolve("lib/quarkus-run.jar").toString(),
                "io.quarkus.bootstrap.runner.QuarkusEntryPoint",
                "start",
                "--optimized",
                "--http-host=127.0.0.1");
        command.addAll(settings.arguments());
        return Program.of(command, settings.environment());
    }

    private void furnishHome() {
        Path programs = site.programs().keycloak();
        Path realms = Folders.create(home.resolve("data/import"));
        Folders.create(home.resolve("conf"));
        try {
            for (String part : List.of("lib", "providers", "themes")) {
                Files.deleteIfExists(home.resolve(part));
                Files.createSymbolicLink(home.resolve(part), programs.resolve(part));
            }
            for (Map.Entry<String, String> realm : settings.realms().entrySet()) {
                Files.writeString(realms.resolve(realm.getKey()), realm.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
