package io.latchkey.broker.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.testkit.random.Chance;
import io.latchkey.testkit.random.Inputs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Holds for every file that an operator might put into the directory. A build tries 20,000 files; {@code
 * -Dlatchkey.inputs=100000} tries more.
 */
class CatalogPropertiesTest {
    private static final int INPUTS = Inputs.number(20_000);
    private static final List<String> ENTRIES = Stream.of("slack", "github", "google", "microsoft")
            .map(CatalogPropertiesTest::entry)
            .toList();

    private final CatalogReader reader = new CatalogReader(name -> Optional.of("https://acme.example"), host -> false);

    @Test
    void aFileIsReadOrItsFaultsAreNamed() {
        Inputs.check(INPUTS, chance -> {
            try {
                assertThat(reader.read(List.of(new CatalogFile("acme.yaml", text(chance))))
                                .all())
                        .hasSizeLessThanOrEqualTo(1);
            } catch (CatalogException refused) {
                assertThat(refused.faults()).isNotEmpty().allSatisfy(fault -> assertThat(fault.toString())
                        .startsWith("acme.yaml"));
            }
        });
    }

    private static String text(Chance chance) {
        var entry = ENTRIES.get(chance.below(ENTRIES.size()));
        return chance.any(
                () -> new String(chance.damaged(entry.getBytes(UTF_8)), UTF_8),
                () -> lines(chance, entry),
                () -> entry.replaceFirst("(?m): [^\\n]+$", ": " + value(chance).replaceAll("[\\\\$]", "")),
                chance::text,
                () -> "a: &a [*a, *a]\n".repeat(chance.below(50)),
                () -> chance.oneOf("[", "- ", "{a: ").repeat(chance.below(3000)));
    }

    /** The lines of {@code entry}, some of them missing, repeated, indented or with another value. */
    private static String lines(Chance chance, String entry) {
        var text = new StringBuilder();
        for (var line : entry.lines().toList()) {
            switch (chance.below(40)) {
                case 0 -> {}
                case 1 -> text.append(line).append('\n').append(line).append('\n');
                case 2 -> text.append("  ").append(line).append('\n');
                case 3 ->
                    text.append(line.replaceFirst(":.*", ": "))
                            .append(value(chance))
                            .append('\n');
                default -> text.append(line).append('\n');
            }
        }
        return text.toString();
    }

    private static String value(Chance chance) {
        return chance.any(
                chance::text,
                chance::numeral,
                chance::word,
                () -> chance.oneOf(
                        "[]", "{}", "null", "~", "true", "[a, [b]]", "{a: {b: c}}", "${x}", "${", "{shop}", "{"),
                () -> chance.oneOf(
                        "!!java.net.URL [x]", "!!set {a}", "&a 1", "*a", "|", ">", "2026-01-01", "0o17", "https://"),
                () -> chance.oneOf(
                        "(a+)+$", "[a-", "http://acme.example", "https://a@b.example", "P1D", "PT-1S", "1e9"));
    }

    private static String entry(String id) {
        try (var in = CatalogPropertiesTest.class.getClassLoader().getResourceAsStream("providers/" + id + ".yaml")) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
