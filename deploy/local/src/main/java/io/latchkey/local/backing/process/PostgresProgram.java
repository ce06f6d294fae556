package io.latchkey.local.backing.process;

import io.latchkey.local.backing.PostgresSettings;
import io.latchkey.local.process.Errand;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** PostgreSQL, reachable over loopback only. */
final class PostgresProgram implements Supplier<Program> {
    private final PostgresSettings settings;
    private final Site site;
    private final Path data;

    PostgresProgram(PostgresSettings settings) {
        this.settings = settings;
        this.site = settings.site();
        this.data = site.data(PostgresSettings.NAME);
    }

    @Override
    public Program get() {
        Folders.create(data);
        if (!Files.exists(cluster().resolve("PG_VERSION"))) {
            Folders.delete(cluster());
            initialise();
        }
        List<String> command = command("postgres");
        Collections.addAll(command, "-D", cluster().toString(), "-p", String.valueOf(settings.port()));
        Collections.addAll(command, "-c", "listen_addresses=127.0.0.1", "-c", "unix_socket_directories=");
        command.addAll(settings.arguments());
        return new Program(command, Map.of(), "INT");
    }

    private void initialise() {
        Path passwordFile = data.resolve("initial-password");
        try {
            Files.writeString(passwordFile, settings.superuserPassword());
            List<String> initdb = command("initdb");
            Collections.addAll(initdb, "-D", cluster().toString(), "-U", PostgresSettings.SUPERUSER);
            initdb.add("--pwfile=" + passwordFile);
            initdb.addAll(PostgresSettings.INITDB_ARGUMENTS);
            new Errand(
                            "Creating PostgreSQL's data folder",
                            "initdb refused it",
                            site.logs().resolve("postgresql-initdb.log"))
                    .run(initdb);
            Files.delete(passwordFile);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> command(String program) {
        Path executable = site.programs().postgres().resolve("bin").resolve(program);
        List<String> command = new ArrayList<>(Unprivileged.prefix(executable, data));
        command.add(executable.toString());
        return command;
    }

    private Path cluster() {
        return data.resolve("cluster");
    }
}
