package io.latchkey.local.site;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Supplier;

/** The stack's generated passwords and keys, in one file that only its owner may read. */
public final class Secrets {
    private static final int RANDOM_BYTES = 24;
    private final SecureRandom random = new SecureRandom();
    private final Path file;

    Secrets(Path state) {
        this.file = state.resolve("secrets.properties");
    }

    /** The secret of that name; at the first call a random value that is safe in URLs and files. */
    public String of(String name) {
        return of(name, this::random);
    }

    public synchronized String of(String name, Supplier<String> first) {
        return find(name).orElseGet(() -> {
            String value = first.get();
            keep(name, value);
            return value;
        });
    }

    public synchronized Optional<String> find(String name) {
        return Optional.ofNullable(load().getProperty(name));
    }

    public synchronized void keep(String name, String value) {
        Properties all = load();
        all.setProperty(name, value);
        store(all);
    }

    synchronized void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private Properties load() {
        Properties all = new Properties();
        if (Files.exists(file)) {
            try (Reader in = Files.newBufferedReader(file)) {
                all.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all;
    }

    private void store(Properties all) {
        try {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.deleteIfExists(next);
            Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            try (Writer out = Files.newBufferedWriter(next)) {
                all.store(out, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
