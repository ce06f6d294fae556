package io.latchkey.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.error.ErrorMeaning;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogReaderTest {
    private static final Map<String, String> VARIABLES = Map.of("acme", "https://acme.example");

    private static final String ENTRY = """
            id: acme
            name: Acme
            category: test
            documentation: https://acme.example/docs
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: ${acme}/authorize
                  scopes: [openid]
                  pkce: s256
                  issuer: ${acme}
                  issuer-required: true
                token:
                  url: http://keycloak:8080/token
                  client-authentication: basic
                grant:
                  refresh-end: sliding
                  idle-limit: P30D
                identity:
                  url: ${acme}/me
                  id: /id
                  label: /name
                probe:
                  url: ${acme}/ping
            permissions:
              - id: profile
                name: See your name
                access: read
                scopes: [profile]
              - id: files:read
                name: Read your files
                access: read
                scopes: ["files:read"]
            modules:
              - id: contact-sync
                name: Contact sync
                permissions: [profile]
              - id: file-archive
                name: File archive
                permissions: ["files:read"]
            errors:
              - {codes: [token_revoked], means: revoked}
              - codes: ["50076"]
                at: [/error_codes]
                means: interaction_required
            """;

    private final CatalogReader reader =
            new CatalogReader(name -> Optional.ofNullable(VARIABLES.get(name)), Set.of("keycloak")::contains);

    @Test
    void anEntryIsRead() throws CatalogException {
        var provider = reader.read(List.of(file(ENTRY))).find("acme").orElseThrow();

        assertThat(((OAuth2Code) provider.methods().get(0)).authorize().issuer())
                .isEqualTo("https://acme.example");
        assertThat(provider.method("oauth2")).contains(provider.methods().get(0));
        assertThat(provider.errors().get(0).namedBy("TOKEN_REVOKED")).contains("token_revoked");
        assertThat(provider.errors().get(1).means()).isEqualTo(ErrorMeaning.INTERACTION_REQUIRED);
        assertThat(provider.requested(List.of("contact-sync", "file-archive"), List.of("profile")))
                .containsExactly("files:read", "profile");
        assertThat(provider.granted(List.of("openid", "profile", "files:read")))
                .containsExactly("files:read", "profile");
    }

    @Test
    void aScopeIncludesOthers() throws CatalogException {
        var provider = reader.read(List.of(file(ENTRY + """
                included-scopes:
                  admin: [files]
                  files: ["files:read"]
                """))).find("acme").orElseThrow();

        assertThat(provider.granted(List.of("admin"))).containsExactly("files:read");
        assertThat(provider.granted(List.of("profile"))).containsExactly("profile");
    }

    @Test
    void theDocumentationCanBeAPartOfAPage() throws CatalogException {
        var text = ENTRY.replace("https://acme.example/docs", "https://acme.example/docs/#authentication");

        assertThat(reader.read(List.of(file(text))).find("acme").orElseThrow().documentation())
                .isEqualTo("https://acme.example/docs/#authentication");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            documentation:               | dokumentation:               | 4  | dokumentation is unknown. Did you mean documentation?
            authorize:                   | authorise:                   | 8  | methods.0.authorise is unknown. Did you mean authorize?
            name: Acme                   | name: ""                     | 2  | name is missing
            id: acme                     | id: North wind               | 1  | id must begin
            type: oauth2-code            | type: oauth2-cod             | 7  | methods.0.type must be
            client-authentication: basic | client-authentication: jwt   | 16 | methods.0.token.client-authentication must be basic or basic_raw or post or private_key_jwt or none
            refresh-end: sliding         | refresh-end: never           | 18 | methods.0.grant.refresh-end must be none or fixed or sliding
            idle-limit: P30D             | idle-limit: a month          | 19 | methods.0.grant.idle-limit must be a duration
            pkce: s256                   | parameters: {state: x}       | 11 | methods.0.authorize.parameters.state cannot be set
            issuer-required: true        | issuer-required: maybe       | 13 | methods.0.authorize.issuer-required must be true or false
            ${acme}/authorize            | http://example.com/auth      | 9  | methods.0.authorize.url must be https
            ${acme}/authorize            | https://me@example.com/auth  | 9  | methods.0.authorize.url must be an absolute URL
            ${acme}/authorize            | ${acne}/authorize            | 9  | methods.0.authorize.url needs the setting latchkey.catalog.variables.acne
            ${acme}/authorize            | ${quarkus.datasource.password} | 9 | needs the setting latchkey.catalog.variables.quarkus.datasource.password
            permissions: ["files:read"]  | permissions: ["files:rename"]| 41 | modules.1.permissions.0 names the unknown permission files:rename. Did you mean files:read?
            id: file-archive             | id: contact-sync             | 39 | modules.1.id is contact-sync, as in modules.0
            access: read                 | access: all                  | 29 | permissions.0.access must be read or write or admin
            means: revoked}              | menas: revoked}              | 43 | errors.0.menas is unknown. Did you mean means?
            means: revoked}              | means: withdrawn}            | 43 | errors.0.means must be refused or revoked or expired
            at: [/error_codes]           | at: [error_codes]            | 45 | errors.1.at.0 must be a JSON pointer
            codes: ["50076"]             | codes: []                    | 44 | errors.1.codes is missing
            codes: ["50076"]             | codes: ["no such token"]     | 44 | errors.1.codes.0 may hold only letters, digits and _ . - in a code
            https://acme.example/docs    | acme.example/docs            | 4  | documentation must be an https URL
            https://acme.example/docs    | "javascript://x/%0aalert(1)" | 4 | documentation must be an https URL
            https://acme.example/docs    | https://me@acme.example      | 4  | documentation must be an https URL
            documentation: https://acme.example/docs | full-access-only: true | 4 | full-access-only must be a text
            documentation: https://acme.example/docs | full-access-only: Keys have no scopes | 4 | full-access-only must be one line that ends with a full stop
            errors:                      | unconfirmed: {methods.oauth2.probe.expect: memory}\\nerrors: | 42 | unconfirmed.methods.oauth2.probe.expect is not in the entry
            id: acme                     | id: [acme                    | 2  | is not valid YAML
            """)
    void aFaultIsReportedWithFileLineAndField(String good, String bad, int line, String fault) {
        var text = ENTRY.replaceFirst(Pattern.quote(good), Matcher.quoteReplacement(bad.replace("\\n", "\n")));

        assertThatThrownBy(() -> reader.read(List.of(file(text))))
                .isInstanceOf(CatalogException.class)
                .message()
                .startsWith("acme.yaml:" + line + ": ")
                .contains(fault)
                .doesNotContain("\n");
    }

    @Test
    void anUnconfirmedFieldIsNamedByTheIdsOfItsMethod() throws CatalogException {
        var text = ENTRY
                + "unconfirmed: {methods.oauth2.authorize.issuer: general knowledge, permissions.profile: memory}\n";

        assertThat(reader.read(List.of(file(text))).find("acme").orElseThrow().unconfirmed())
                .containsOnlyKeys("methods.oauth2.authorize.issuer", "permissions.profile");
    }

    @Test
    void allFaultsOfAllFilesAreReported() {
        var text = ENTRY.replace("authorize:", "authorise:")
                .replace("basic", "jwt")
                .replace("label: /name", "label: name")
                .replace("category: test\n", "");

        assertThatThrownBy(() -> reader.read(List.of(file(text), new CatalogFile("other.yaml", "- a"))))
                .message()
                .satisfies(message -> assertThat(message.lines())
                        .containsExactlyInAnyOrder(
                                "acme.yaml:7: methods.0.authorise is unknown. Did you mean authorize? The fields are: id,"
                                        + " authorize, token, grant, long-lived, revoke, placement, identity, probe, registration-url.",
                                "acme.yaml:15: methods.0.token.client-authentication must be basic or basic_raw or post or private_key_jwt or none",
                                "acme.yaml:22: methods.0.identity.label must be a JSON pointer such as /id",
                                "acme.yaml:1: category is missing",
                                "other.yaml:1: must be an object with fields such as id and name"));
    }

    @Test
    void aVariableCannotAddAField() throws CatalogException {
        var sly = new CatalogReader(name -> Optional.of("https://acme.example\nname: Sly"), host -> false);
        var text = ENTRY.replace("http://keycloak:8080", "https://acme.example")
                .replace("id: acme\nname: Acme", "id: acme\nname: ${acme}")
                .replace("${acme}/", "https://acme.example/")
                .replace("issuer: ${acme}", "issuer: https://acme.example");

        assertThat(sly.read(List.of(file(text))).find("acme").orElseThrow().name())
                .contains("\nname: Sly");
    }

    @Test
    void plainHttpIsForTheHostsThatAreExempt() {
        var strict = new CatalogReader(name -> Optional.ofNullable(VARIABLES.get(name)), host -> false);

        assertThatThrownBy(() -> strict.read(List.of(file(ENTRY))))
                .message()
                .startsWith("acme.yaml:15: methods.0.token.url must be https");
    }

    @Test
    void aBuiltInEntryWhoseVariablesAreNotSetIsIgnored() throws CatalogException {
        var needs = CatalogFile.builtIn(
                "other.yaml", ENTRY.replace("id: acme", "id: other").replace("acme}", "acne}"));

        assertThat(reader.read(List.of(file(ENTRY), needs)).ids()).containsExactly("acme");
    }

    @Test
    void anOperatorsEntryReplacesTheBuiltInOneWithItsId() throws CatalogException {
        var builtIn = CatalogFile.builtIn("acme.yaml", ENTRY);
        var own = new CatalogFile("own.yaml", ENTRY.replace("name: Acme", "name: Our Acme"));

        assertThat(reader.read(List.of(builtIn, own)).find("acme").orElseThrow().name())
                .isEqualTo("Our Acme");
    }

    @Test
    void twoEntriesWithOneIdAreRefused() {
        assertThatThrownBy(() -> reader.read(List.of(file(ENTRY), new CatalogFile("copy.yaml", ENTRY))))
                .hasMessage("copy.yaml:1: id is acme, as in acme.yaml");
    }

    private static CatalogFile file(String text) {
        return new CatalogFile("acme.yaml", text);
    }
}
