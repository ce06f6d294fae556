package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.site.Checkout;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/operations.md} and {@code docs/troubleshooting.md} against the sources. */
class OperationsPageTest {
    private static final Pattern METRIC =
            Pattern.compile("\\.(?:counter|gauge|timer|summary)\\(\\s*\"(latchkey\\.[a-z.]+)\"");
    private static final Pattern DESCRIBED =
            Pattern.compile("(?m)^\\| `(latchkey_[a-z_]+)` \\| `(latchkey\\.[a-z.]+)` \\|");
    private static final Pattern PROBLEM = Pattern.compile("(?m)^\\| `([a-z-]+)`");
    private static final Path ROOT = Checkout.current().root();

    private final String sources = String.join("\n", new ConfigurationPage(ROOT).sources());

    @Test
    void everyMetricIsDescribedUnderTheNameThatPrometheusSees() {
        var described = DESCRIBED
                .matcher(Texts.of(ROOT.resolve("docs/operations.md")))
                .results()
                .toList();

        assertThat(described.stream().map(row -> row.group(2))).containsExactlyInAnyOrderElementsOf(metrics());
        assertThat(described).allMatch(row -> row.group(1)
                .replaceFirst("_total$", "")
                .equals(row.group(2).replace('.', '_')));
    }

    private Set<String> metrics() {
        return METRIC.matcher(sources).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }

    @Test
    void everyProblemOnTheTroubleshootingPageExists() {
        var page = Texts.of(ROOT.resolve("docs/troubleshooting.md"));
        var problems = page.substring(page.indexOf("## Problems"), page.indexOf("## In the browser"));

        assertThat(PROBLEM.matcher(problems).results().map(found -> found.group(1)))
                .isNotEmpty()
                .allMatch(type -> sources.contains("\"" + type + "\""));
    }
}
