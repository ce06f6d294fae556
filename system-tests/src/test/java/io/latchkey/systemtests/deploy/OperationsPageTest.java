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
    private static final Pattern FIRST_CELL = Pattern.compile("(?m)^\\| (`[^|]*) \\|");
    private static final Pattern QUOTED = Pattern.compile("`([^`]+)`");
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
    void thePageForTroubleshootingHasAllProblemsThatThereAre() {
        var page = Texts.of(ROOT.resolve("docs/troubleshooting.md"));
        var problems = page.substring(page.indexOf("## Problems"), page.indexOf("## In the browser"));
        var described = FIRST_CELL
                .matcher(problems)
                .results()
                .flatMap(row -> QUOTED.matcher(row.group(1)).results())
                .map(type -> type.group(1));

        assertThat(described).containsExactlyInAnyOrderElementsOf(new ProblemTypes(ROOT).all());
    }
}
