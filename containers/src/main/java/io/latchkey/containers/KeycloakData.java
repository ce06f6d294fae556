package io.latchkey.containers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.testcontainers.images.builder.Transferable;

/** Keycloak's data folder, which its user may write, with realms to import. */
record KeycloakData(Map<String, String> realms) implements Transferable {
    private static final int USER = 1000;
    private static final int GROUP = 0;

    @Override
    public void transferTo(TarArchiveOutputStream tar, String folder) {
        try {
            put(tar, new TarArchiveEntry(folder + "/"), "");
            for (Map.Entry<String, String> realm : realms.entrySet()) {
                put(tar, new TarArchiveEntry(folder + "/import/" + realm.getKey()), realm.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(TarArchiveOutputStream tar, TarArchiveEntry entry, String content) throws IOException {
        byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
        entry.setIds(USER, GROUP);
        entry.setSize(bytes.length);
        tar.putArchiveEntry(entry);
        tar.write(bytes);
        tar.closeArchiveEntry();
    }

    @Override
    public long getSize() {
        return realms.values().stream().mapToLong(String::length).sum();
    }

    @Override
    public String getDescription() {
        return "realms";
    }
}
