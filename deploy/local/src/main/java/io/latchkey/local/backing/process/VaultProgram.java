package io.latchkey.local.backing.process;

import io.latchkey.local.backing.VaultSettings;
import io.latchkey.local.process.Program;
import io.latchkey.local.site.Folders;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** OpenBao, or the HashiCorp Vault of the PATH, reachable over loopback only. */
final class VaultProgram implements Supplier<Program> {
    private final VaultSettings settings;
    private final Site site;

    VaultProgram(VaultSettings settings) {
        this.settings = settings;
        this.site = settings.site();
    }

    @Override
    public Program get() {
        Path data = site.data(VaultSettings.NAME);
        Path raft = Folders.create(data.resolve("raft"));
        Path configuration = data.resolve("server.hcl");
        try {
            Files.writeString(configuration, settings.configuration("127.0.0.1", raft.toString()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        String server = site.programs().openBao().toString();
        return Program.of(List.of(server, "server", "-config=" + configuration), Map.of());
    }
}
