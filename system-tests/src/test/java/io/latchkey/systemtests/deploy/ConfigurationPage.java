package io.latchkey.systemtests.deploy;

import io.latchkey.systemtests.deploy.SettingsSource.Setting;
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
        var fallback = setting.fallback().isEmpty() ? setting.needed() : "`" + setting.fallback() + "`";
        var example = setting.example().isEmpty() ? "" : " Example: `" + setting.example() + "`";
        return "| `%s`<br>`%s` | %s | %s%s |"
                .formatted(setting.property(), setting.variable(), fallback, setting.meaning(), example);
    }

    /** What the interfaces of a module declare, sorted by property. */
    List<Setting> settings(String module) {
        var declaring = files(module).stream()
                .filter(file -> file.toString().endsWith(".java"))
                .filter(file -> Texts.of(file).contains("@Setting("))
                .toList();
        return SettingsSource.in(declaring).stream()
                .sorted(Comparator.comparing(Setting::property))
                .toList();
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

    /** Those of the files in {@code deploy} that there are. */
    String told(String... files) {
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
