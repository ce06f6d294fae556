package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/conformance.md} against the tests. */
class ConformancePageTest {
    private static final Path ROOT = Checkout.current().root();
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (?!requirement|---)(.+) \\|$");
    private static final Pattern NAMED = Pattern.compile("`(\\w+(?:Test|IT|E2E))\\.(\\w+)`");
    private static final String TESTS = "src/test/java";

    private final String page = Texts.of(ROOT.resolve("docs/conformance.md"));

    @Test
    void everyRequirementHasATest() {
        var rows = ROW.matcher(page).results().map(row -> row.group(1)).toList();

        assertThat(rows)
                .hasSizeGreaterThan(50)
                .allSatisfy(row -> assertThat(NAMED.matcher(row).find()).isTrue());
    }

    @Test
    void everyTestExists() throws IOException {
        var sources = sources();

        var missing = NAMED.matcher(page)
                .results()
                .filter(named -> !isTest(sources.getOrDefault(named.group(1), List.of()), named.group(2)))
                .map(named -> named.group(1) + "." + named.group(2));

        assertThat(missing).isEmpty();
    }

    private static boolean isTest(List<String> sources, String method) {
        var annotated = Pattern.compile(
                "@(Parameterized)?Test\\b(?:(?!\\n    }\\n).)*? void " + method + "\\(", Pattern.DOTALL);
        return sources.stream().anyMatch(source -> annotated.matcher(source).find());
    }

    /** The test classes by their names, which may occur in several modules. */
    private static Map<String, List<String>> sources() throws IOException {
        try (var modules = Files.list(ROOT)) {
            return modules.map(module -> module.resolve(TESTS))
                    .filter(Files::isDirectory)
                    .flatMap(folder -> files(folder))
                    .collect(Collectors.groupingBy(
                            file -> file.getFileName().toString().replace(".java", ""),
                            Collectors.mapping(Texts::of, Collectors.toList())));
        }
    }

    private static Stream<Path> files(Path folder) {
        return Texts.below(folder).stream().filter(file -> file.toString().endsWith(".java"));
    }
}
