package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.bootstrap.settings.DeclaredSetting;
import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Made anew by {@code mvn -pl system-tests -am test -Dtest=ConfigurationPageTest -Dlatchkey.write-docs=true}. */
class ConfigurationPageTest {
    /** Where a value is asked for: in an expression, by name, or set at the beginning of a line. */
    private static final Pattern OURS =
            Pattern.compile("(?m)(?<=\\$\\{|^|name = \"|Value\\(\")latchkey(\\.[a-z-]+)+(?=[}:=\"])");

    private final ConfigurationPage page =
            new ConfigurationPage(Checkout.current().root());

    @Test
    void thePageSaysWhatTheSourcesSay() throws IOException {
        if (Boolean.getBoolean("latchkey.write-docs")) {
            Files.writeString(page.file(), page.expected());
        }
        assertThat(page.written()).isEqualTo(page.expected());
    }

    @Test
    void everySettingHasASentence() {
        assertThat(page.settings()).isNotEmpty().allSatisfy(setting -> assertThat(
                        setting.says().value())
                .as(setting.property().name())
                .isNotBlank());
    }

    @Test
    void everyPropertyOfOursThatASourceNamesIsOnThePage() {
        var named = page.sources().stream()
                .flatMap(source -> OURS.matcher(source).results())
                .map(MatchResult::group)
                .collect(Collectors.toSet());

        assertThat(named)
                .contains("latchkey.broker-url", "latchkey.revocation.sweep-interval")
                .isSubsetOf(properties());
    }

    @ParameterizedTest
    @FieldSource("io.latchkey.systemtests.deploy.ConfigurationPage#SERVICES")
    void aServiceChecksAllItsSettingsAtStart(String service) {
        var main = page.sources(service).stream()
                .filter(source -> source.contains("@QuarkusMain"))
                .findFirst()
                .orElseThrow();

        assertThat(Stream.of(service, "bootstrap", "edge", "events").flatMap(module -> page.settings(module).stream()))
                .filteredOn(DeclaredSetting::ours)
                .extracting(setting -> setting.declaration().getSimpleName() + ".class")
                .allSatisfy(declaration -> assertThat(main).contains(declaration));
    }

    @ParameterizedTest
    @FieldSource("io.latchkey.systemtests.deploy.ConfigurationPage#SERVICES")
    void everyInstallationSaysWhatAServiceNeeds(String service) {
        var needed = Stream.of(service, "bootstrap", "edge", "events")
                .flatMap(module -> page.settings(module).stream())
                .filter(setting -> setting.required() && !setting.neededConditionally())
                .map(setting -> setting.property().variable() + "=")
                .toList();

        assertThat(page.installation("demo/" + service + ".env")).contains(needed);
        assertThat(page.installation(
                        "kubernetes/base/" + service + "/settings.env",
                        "kubernetes/production/shared.env",
                        "kubernetes/production/" + service + ".env"))
                .contains(needed);
    }

    private Set<String> properties() {
        return page.settings().stream()
                .map(setting -> setting.property().name())
                .collect(Collectors.toSet());
    }
}
