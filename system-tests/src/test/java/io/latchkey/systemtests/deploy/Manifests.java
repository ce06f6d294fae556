package io.latchkey.systemtests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.latchkey.local.fetch.Programs;
import io.latchkey.local.process.Errand;
import io.latchkey.local.site.Site;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The manifests of one overlay of {@code deploy/kubernetes}, rendered as an operator would render them. */
final class Manifests {
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
    private static final Set<String> WORKLOADS = Set.of("Deployment", "StatefulSet", "Job");

    private final Path tools;
    private final Path file;
    private final List<JsonNode> all;

    private Manifests(Path tools, Path file) {
        this.tools = tools;
        this.file = file;
        try (var documents = YAML.readerFor(JsonNode.class).<JsonNode>readValues(file.toFile())) {
            all = documents.readAll();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Manifests of(String overlay) {
        Site site = Site.throwaway();
        Path copy =
                copyOf(site.checkout().root().resolve("deploy"), site.state().resolve("deploy"));
        run(
                "secrets",
                site,
                List.of(
                        "sh",
                        copy.resolve("demo/secrets.sh").toString(),
                        copy.resolve("demo/secrets").toString()));
        return rendered(site, copy.resolve("kubernetes").resolve(overlay));
    }

    /**
     * Of a copy of the production overlay elsewhere, with what the documentation says to take along, and with a
     * separate provider.
     */
    static Manifests ofACopy(String provider) {
        Site site = Site.throwaway();
        for (String folder : List.of("base", "tls", "production")) {
            var unused = copyOf(
                    site.checkout().deploy("kubernetes").resolve(folder),
                    site.state().resolve("elsewhere").resolve(folder));
        }
        Path overlay = site.state().resolve("elsewhere/production");
        Path kustomization = overlay.resolve("kustomization.yaml");
        try {
            Files.createDirectories(overlay.resolve("catalog"));
            Files.writeString(overlay.resolve("catalog").resolve(provider), "id: acme-crm\n");
            Files.writeString(
                    kustomization,
                    Files.readString(kustomization).replace("files: []", "files: [catalog/" + provider + "]"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rendered(site, overlay);
    }

    private static Manifests rendered(Site site, Path overlay) {
        Programs programs = site.programs();
        Path tools = programs.pythonTools("kubernetes-tools", site.checkout().deploy("kubernetes/tools.txt"));
        Path rendered = site.state().resolve(overlay.getFileName() + ".yaml");
        run(
                "render",
                site,
                List.of(
                        tools.resolve("bin/kubectl").toString(),
                        "kustomize",
                        overlay.toString(),
                        "-o",
                        rendered.toString()));
        return new Manifests(tools, rendered);
    }

    private static void run(String what, Site site, List<String> command) {
        new Errand(what, "it said:", site.logs().resolve(what + ".log")).run(command);
    }

    /** Without what the checkout's owner may have there of secrets, and without builds. */
    private static Path copyOf(Path deploy, Path target) {
        try (Stream<Path> files = Files.walk(deploy)) {
            for (Path source : files.filter(Manifests::belongs).toList()) {
                Path copy = target.resolve(deploy.relativize(source).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(source, copy);
            }
            return target;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean belongs(Path file) {
        return Files.isRegularFile(file)
                && !file.toString().contains("/target/")
                && !file.toString().contains("/demo/secrets/");
    }

    /** Fails with the validator's words where a manifest is not what the schemas say, to the last property. */
    void requireValid() {
        Path log = file.resolveSibling(file.getFileName() + ".validation.log");
        new Errand("The validation of " + file.getFileName(), "the validator said:", log)
                .run(
                        List.of("python3", "-m", "kubernetes_validate", "--strict", "--quiet", file.toString()),
                        Map.of("PYTHONPATH", tools.toString()),
                        elapsed -> {});
    }

    List<JsonNode> kind(String kind) {
        return all.stream()
                .filter(manifest -> kind.equals(manifest.path("kind").asText()))
                .toList();
    }

    boolean has(String kind, String name) {
        return kind(kind).stream().anyMatch(manifest -> name.equals(nameOf(manifest)));
    }

    /** What runs pods. */
    List<JsonNode> workloads() {
        return all.stream()
                .filter(manifest -> WORKLOADS.contains(manifest.path("kind").asText()))
                .toList();
    }

    static String nameOf(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }

    static JsonNode podOf(JsonNode workload) {
        return workload.at("/spec/template/spec");
    }

    static JsonNode labelsOf(JsonNode workload) {
        return workload.at("/spec/template/metadata/labels");
    }

    static Stream<JsonNode> containersOf(JsonNode workload) {
        return Stream.of("initContainers", "containers")
                .flatMap(kind -> stream(podOf(workload).path(kind)));
    }

    static Stream<JsonNode> stream(JsonNode array) {
        return java.util.stream.StreamSupport.stream(array.spliterator(), false);
    }

    /** Whether a selector by labels chooses what carries them. An empty one chooses everything. */
    static boolean selects(JsonNode matchLabels, JsonNode labels) {
        return matchLabels.properties().stream()
                .allMatch(wanted -> wanted.getValue().equals(labels.path(wanted.getKey())));
    }
}
