package io.latchkey.systemtests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.local.site.Checkout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every link of the documentation to a file or a heading of this repository leads there. */
class DocumentationLinksTest {
    private static final Pattern LINK = Pattern.compile("]\\(([^)\\s]+)\\)");
    private static final Path ROOT = Checkout.current().root();

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        assertThat(pages()).hasSizeGreaterThan(20).allSatisfy(page -> assertThat(
                        LINK.matcher(Texts.of(page)).results().map(link -> link.group(1)))
                .as(ROOT.relativize(page).toString())
                .filteredOn(link -> !link.startsWith("http"))
                .allMatch(link -> leadsSomewhere(page, link)));
    }

    private static List<Path> pages() throws IOException {
        try (var atTheRoot = Files.list(ROOT)) {
            return Stream.concat(atTheRoot, Texts.below(ROOT.resolve("docs")).stream())
                    .filter(file -> file.toString().endsWith(".md"))
                    .toList();
        }
    }

    private static boolean leadsSomewhere(Path page, String link) {
        var parts = link.split("#", 2);
        var target = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
        return Files.exists(target) && (parts.length == 1 || headings(target).anyMatch(parts[1]::equals));
    }

    /** As GitHub names them. */
    private static Stream<String> headings(Path page) {
        return Texts.of(page)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
                .map(heading -> heading.replaceAll("[^a-z0-9 -]", "").replace(' ', '-'));
    }
}
