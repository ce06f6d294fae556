package io.latchkey.systemtests.deploy;

import io.latchkey.bootstrap.settings.DeclaredSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code docs/configuration.md}: what is written by hand, up to a mark, and from there on the settings that are
 * declared.
 */
final class ConfigurationPage {
    static final String MARK = "<!-- From here on this page is made from the sources: see ConfigurationPageTest. -->\n";
    static final List<String> SERVICES = List.of("connection-service", "auth-broker-service", "verifier-service");
    private static final Map<String, String> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put("bootstrap", "All services");
        MODULES.put("edge", "All services: HTTP");
        MODULES.put("events", "All services: events");
        SERVICES.forEach(service -> MODULES.put(service, service));
    }

    private final Path checkout;

    ConfigurationPage(Path checkout) {
        this.checkout = checkout;
    }

    Path file() {
        return checkout.resolve("docs/configuration.md");
    }

    String written() {
        return Texts.of(file());
    }

    /** What the page has to be. */
    String expected() {
        var page = written();
        return page.substring(0, page.indexOf(MARK) + MARK.length()) + generated();
    }

    List<DeclaredSetting> settings() {
        return MODULES.keySet().stream()
                .flatMap(module -> settings(module).stream())
                .toList();
    }

    private String generated() {
        return MODULES.keySet().stream()
                .map(module -> "\n## %s\n\n| setting | default | meaning |\n|---|---|---|\n%s\n"
                        .formatted(MODULES.get(module), rows(module)))
                .collect(Collectors.joining());
    }

    private String rows(String module) {
        return settings(module).stream().map(ConfigurationPage::row).collect(Collectors.joining("\n"));
    }

    private static String row(DeclaredSetting setting) {
        var example = setting.says().example().isEmpty()
                ? ""
                : " Example: `" + setting.says().example() + "`";
        return "| `%s`<br>`%s` | %s | %s%s |"
                .formatted(
                        setting.property().name(),
                        setting.property().variable(),
                        setting.fallback().map(value -> "`" + value + "`").orElseGet(() -> needed(setting)),
                        setting.says().value(),
                        example);
    }

    private static String needed(DeclaredSetting setting) {
        if (setting.neededConditionally()) {
            return setting.says().neededWith().isEmpty() ? "required, or another" : "required with it";
        }
        return setting.required() ? "required" : "";
    }

    /** What the interfaces of a module declare, sorted by property. */
    List<DeclaredSetting> settings(String module) {
        var sources = checkout.resolve(module).resolve("src/main/java");
        try (var classes = new URLClassLoader(classFolders(), ConfigurationPage.class.getClassLoader())) {
            return files(module).stream()
                    .filter(file -> file.toString().endsWith("Settings.java"))
                    .filter(file -> Texts.of(file).contains("@Setting("))
                    .map(file -> declaration(classes, sources.relativize(file)))
                    .flatMap(DeclaredSetting::of)
                    .sorted(Comparator.comparing(setting -> setting.property().name()))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Services are never linked here: their classes come from where the build has put them. */
    private URL[] classFolders() {
        return Stream.concat(Stream.of("contracts"), MODULES.keySet().stream())
                .map(module -> Texts.url(checkout.resolve(module).resolve("target/classes")))
                .toArray(URL[]::new);
    }

    private static Class<?> declaration(ClassLoader classes, Path source) {
        var name = source.toString().replace(".java", "").replace('/', '.');
        try {
            return Class.forName(name, false, classes);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("not compiled: " + name, e);
        }
    }

    /** All main sources of the services and of what they share. */
    List<String> sources() {
        return MODULES.keySet().stream()
                .flatMap(module -> sources(module).stream())
                .toList();
    }

    /** The main sources of a module, resources among them. */
    List<String> sources(String module) {
        return files(module).stream().map(Texts::of).toList();
    }

    /** The text of those of the files in {@code deploy} that there are. */
    String installation(String... files) {
        return Stream.of(files)
                .map(file -> checkout.resolve("deploy").resolve(file))
                .filter(Files::exists)
                .map(Texts::of)
                .collect(Collectors.joining("\n"));
    }

    private List<Path> files(String module) {
        return Texts.below(checkout.resolve(module).resolve("src/main"));
    }
}
