package io.latchkey.systemtests.deploy;

import io.latchkey.systemtests.deploy.SettingsSource.Setting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** {@code docs/configuration.md}: what is written by hand, up to a mark, and from there on the settings of the sources. */
final class ConfigurationPage {
    static final String MARK = "<!-- From here on this page is made from the sources: see ConfigurationPageTest. -->\n";
    private static final Map<String, String> MODULES = new LinkedHashMap<>();

    static {
        MODULES.put("connection-service", "connection-service");
        MODULES.put("auth-broker-service", "auth-broker-service");
        MODULES.put("verifier-service", "verifier-service");
        MODULES.put("edge", "All services: callers");
        MODULES.put("events", "All services: events");
    }

    private final Path checkout;

    ConfigurationPage(Path checkout) {
        this.checkout = checkout;
    }

    Path file() {
        return checkout.resolve("docs/configuration.md");
    }

    String written() {
        return read(file());
    }

    /** What the page has to be. */
    String expected() {
        var page = written();
        return page.substring(0, page.indexOf(MARK) + MARK.length()) + generated();
    }

    List<Setting> settings() {
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

    private static String row(Setting setting) {
        var fallback = setting.fallback().isEmpty() ? "" : "`" + setting.fallback() + "`";
        return "| `%s`<br>`%s` | %s | %s |"
                .formatted(setting.property(), setting.variable(), fallback, setting.meaning());
    }

    private List<Setting> settings(String module) {
        try (Stream<Path> sources = Files.walk(checkout.resolve(module).resolve("src/main/java"))) {
            return SettingsSource.in(sources.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> read(file).contains("@ConfigMapping("))
                            .toList())
                    .stream()
                    .sorted(Comparator.comparing(Setting::property))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
