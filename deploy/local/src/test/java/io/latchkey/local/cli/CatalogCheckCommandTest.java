package io.latchkey.local.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogCheckCommandTest {
    private static final String ACME = """
            id: acme
            name: Acme
            category: crm
            methods:
              - id: key
                type: api-key
                fields: [{id: token, label: API token}]
                placement: {headers: {Authorization: "Token {token}"}}
                probe: {url: "${acme}/me"}
            """;

    @TempDir
    Path folder;

    private final StringWriter printed = new StringWriter();

    @Test
    void validEntriesAreCountedAndVariablesNeedNoValue() throws IOException {
        write("acme.yaml", ACME);
        write("acme-eu.yaml", "{id: acme-eu, extends: acme, name: Acme EU}");
        write("base.yaml", "{id: base, abstract: true, category: crm}");

        assertThat(check()).isZero();
        assertThat(lines())
                .containsExactly(
                        "The broker needs the setting latchkey.catalog.variables.acme", "2 providers, no faults");
    }

    @Test
    void allFaultsArePrintedWithTheirPlaceInOneRun() throws IOException {
        write(
                "acme.yaml",
                ACME.replace("category: crm", "categry: crm").replace("\n    placement:", "\n    plcement:"));
        write("other.yaml", "id: other\nextends: acne\n");

        assertThat(check()).isEqualTo(1);
        assertThat(lines()).hasSize(5);
        assertThat(lines().get(0))
                .startsWith("acme.yaml:3: categry is unknown. Did you mean category? The fields are: id, name, ");
        assertThat(lines().get(1)).startsWith("acme.yaml:8: methods.0.plcement is unknown. Did you mean placement?");
        assertThat(lines().get(2)).isEqualTo("other.yaml:2: extends names the unknown entry acne. Did you mean acme?");
        assertThat(lines().get(4)).isEqualTo("2 providers, 3 faults");
    }

    @Test
    void aVariableIsCheckedWithItsValueAndAMisspeltOneIsNamed() throws IOException {
        write("acme.yaml", ACME);

        assertThat(check("--variable=acme=http://acme.example", "--variable", "acne=x"))
                .isEqualTo(1);
        assertThat(lines())
                .anySatisfy(line -> assertThat(line).startsWith("acme.yaml:9: methods.0.probe.url must be https"))
                .contains("--variable acne is not used by the files. Did you mean acme?");
        assertThat(check("--variable=acme=http://acme", "--plain-http-host=acme"))
                .isZero();
    }

    @Test
    void nearMissesAreNamed() throws IOException {
        assertThat(check()).isEqualTo(1);
        assertThat(lines()).containsExactly(folder + " contains no catalog file: their names end in .yaml");

        write("acme.yml", ACME);
        assertThat(check()).isEqualTo(1);
        assertThat(lines()).contains("acme.yml is ignored: the name of a catalog file ends in .yaml");

        assertThat(run("catalog", "check", folder.resolve("none").toString())).isEqualTo(1);
        assertThat(lines()).last().isEqualTo("none: does not exist");
        assertThat(run("catalog", "check", folder.resolve("acme.yml").toString()))
                .isEqualTo(1);
        assertThat(lines()).last().isEqualTo("acme.yml: is not a folder");
    }

    @Test
    void aPathIsRelativeToTheFolderOfTheCaller() throws IOException {
        write("acme.yaml", ACME);
        System.setProperty(CallersFolder.PROPERTY, folder.getParent().toString());
        try {
            assertThat(run("catalog", "check", folder.getFileName().toString())).isZero();
        } finally {
            System.clearProperty(CallersFolder.PROPERTY);
        }
    }

    private int check(String... options) {
        return run(Stream.concat(Stream.of("catalog", "check", folder.toString()), Stream.of(options))
                .toArray(String[]::new));
    }

    private int run(String... arguments) {
        var out = new PrintWriter(printed, true);
        return Main.execute(out, out, arguments);
    }

    private List<String> lines() {
        return printed.toString().replace(folder + "/", "").lines().toList();
    }

    private void write(String name, String text) throws IOException {
        var unused = Files.writeString(folder.resolve(name), text);
    }
}
