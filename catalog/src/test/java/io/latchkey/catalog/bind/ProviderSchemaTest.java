package io.latchkey.catalog.bind;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.source.BuiltInFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Written anew by {@code mvn -pl catalog -am test -Dtest=ProviderSchemaTest -Dlatchkey.write-docs=true}. */
class ProviderSchemaTest {
    private static final Path DOCS = Path.of("../docs");
    private static final Path PAGE = DOCS.resolve("provider.schema.json");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private static final String ACME = """
            id: acme
            name: Acme
            category: crm
            methods:
              - id: oauth2
                type: oauth2-code
                authorize: {url: "https://acme.example/authorize", scopes: [openid], pkce: s256}
                token: {url: "https://acme.example/token", client-authentication: basic, default-life: PT1H}
                probe: {url: "https://acme.example/me", statuses: [200, 204]}
            permissions:
              - {id: contacts, name: Read contacts, access: read}
            """;

    /** It takes seconds to derive, and each test is a new instance. */
    static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(ProviderSchema.of(Descriptions.ofModel()).toString());

    @Test
    void thePageSaysWhatTheModelSays() throws IOException {
        var expected = new ObjectMapper()
                        .writerWithDefaultPrettyPrinter()
                        .writeValueAsString(ProviderSchema.of(Descriptions.ofModel()))
                + "\n";
        if (Boolean.getBoolean("latchkey.write-docs")) {
            Files.writeString(PAGE, expected);
        }
        assertThat(Files.readString(PAGE)).isEqualTo(expected);
    }

    static Stream<CatalogFile> documentedEntries() {
        return Stream.of("catalog.md", "providers.md")
                .flatMap(page -> EXAMPLE.matcher(text(DOCS.resolve(page))).results())
                .map(example -> new CatalogFile("documented", example.group(1)));
    }

    static Stream<CatalogFile> goodEntries() {
        return Stream.concat(BuiltInFiles.all().stream(), documentedEntries());
    }

    @ParameterizedTest
    @MethodSource("goodEntries")
    void builtInAndDocumentedEntriesAreValid(CatalogFile entry) {
        assertThat(errors(entry.text())).isEmpty();
    }

    @Test
    void anEntryThatExtendsAnotherMayLackFieldsAndRemoveThem() {
        assertThat(errors("{id: eu, extends: acme, methods: [{id: oauth2, authorize: {pkce: none}, probe: ~}]}"))
                .isEmpty();
        assertThat(errors("{id: eu, abstract: true, methods: [{id: oauth2, type: oauth2-code}]}"))
                .isEmpty();
        assertThat(errors("{id: eu, extends: acme, nmae: EU}")).isNotEmpty();
        assertThat(errors("{id: eu, abstract: false}")).isNotEmpty();
    }

    @Test
    void theExampleOfTheNextTestIsValid() {
        assertThat(errors(ACME)).isEmpty();
        assertThat(faults(ACME)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            category: crm           | categry: crm
            name: Acme              | name: [Acme]
            name: Acme\\n           | ~~
            type: oauth2-code       | type: oauth2
            type: oauth2-code       | kind: oauth2-code
            pkce: s256              | pkce: s265
            pkce: s256              | pkce: plain
            pkce: s256              | pcke: s256
            pkce: s256              | parameters: [x]
            pkce: s256              | issuer-required: maybe
            scopes: [openid]        | scopes: openid
            authorize:              | authorise:
            default-life: PT1H      | default-life: an hour
            client-authentication: basic, | ~~
            statuses: [200, 204]    | statuses: [ok]
            statuses: [200, 204]    | status: 200
            access: read            | access: red
            name: Read contacts,    | ~~
            id: contacts,           | ~~
            """)
    void whatTheSchemaRefusesTheReaderRefusesToo(String good, String bad) {
        var text = ACME.replace(good.replace("\\n", "\n"), bad);

        assertThat(text).isNotEqualTo(ACME);
        assertThat(errors(text)).isNotEmpty();
        assertThat(faults(text)).isNotEmpty();
    }

    private List<String> errors(String yaml) {
        try {
            return SCHEMA.validate(Binding.tree(yaml)).stream()
                    .map(Object::toString)
                    .toList();
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static List<String> faults(String yaml) {
        return CatalogReader.withoutVariables(host -> false)
                .examine(List.of(new CatalogFile("acme.yaml", yaml)))
                .faults()
                .stream()
                .map(Object::toString)
                .toList();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
