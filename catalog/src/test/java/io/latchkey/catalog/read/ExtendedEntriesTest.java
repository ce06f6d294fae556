package io.latchkey.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.Permission;
import io.latchkey.catalog.Provider;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExtendedEntriesTest {
    private static final CatalogFile FAMILY = new CatalogFile("family.yaml", """
            id: family
            abstract: true
            category: office
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: https://family.example/authorize
                  scopes: [openid]
                  parameters: {prompt: consent}
                token: {url: "https://family.example/token", client-authentication: basic}
                identity: {url: "https://family.example/me", id: /sub, label: /email}
            permissions:
              - {id: profile, name: See your name, access: read, scopes: [profile]}
              - {id: files, name: Read your files, access: read, scopes: [files]}
            """);

    private final CatalogReader reader = new CatalogReader(name -> Optional.empty(), host -> false);

    @Test
    void anEntryInheritsWhatItDoesNotSay() throws CatalogException {
        var mail = provider("""
                id: mail
                extends: family
                name: Mail
                methods:
                  - id: oauth2
                    authorize: {scopes: [openid, email], parameters: {access_type: offline, prompt: ~}}
                permissions:
                  - {id: files, name: Read your attachments}
                  - {id: send, name: Send mail, access: write, scopes: [send]}
                """);

        assertThat(mail.category()).isEqualTo("office");
        var oauth2 = (OAuth2Code) mail.method("oauth2").orElseThrow();
        assertThat(oauth2.authorize().url()).isEqualTo("https://family.example/authorize");
        assertThat(oauth2.authorize().scopes()).containsExactly("openid", "email");
        assertThat(oauth2.token().url()).isEqualTo("https://family.example/token");
        assertThat(mail.permissions())
                .extracting(Permission::name)
                .containsExactly("See your name", "Read your attachments", "Send mail");
        assertThat(mail.permission("files").orElseThrow().scopes()).containsExactly("files");
    }

    @Test
    void anAbstractEntryIsNoProvider() throws CatalogException {
        assertThat(reader.read(List.of(FAMILY)).ids()).isEmpty();
    }

    @Test
    void anEntryCanExtendAProviderAndAnEntryThatExtends() throws CatalogException {
        var files = List.of(
                FAMILY,
                new CatalogFile("mail.yaml", "{id: mail, extends: family, name: Mail}"),
                new CatalogFile("mail-eu.yaml", "{id: mail-eu, extends: mail, name: Mail (EU)}"));

        assertThat(reader.read(files).ids()).containsExactly("mail", "mail-eu");
    }

    @Test
    void anOperatorsEntryCanExtendTheBuiltInEntryThatItReplaces() throws CatalogException {
        var builtIn = List.of(
                CatalogFile.builtIn("family.yaml", FAMILY.text()),
                CatalogFile.builtIn("mail.yaml", "{id: mail, extends: family, name: Mail}"));
        var own = new CatalogFile("own.yaml", "{id: mail, extends: mail, name: Our mail}");

        var catalog = reader.read(List.of(builtIn.get(0), builtIn.get(1), own));

        assertThat(catalog.find("mail").orElseThrow().name()).isEqualTo("Our mail");
    }

    @Test
    void aFaultIsReportedOnceAndWhereTheValueStands() {
        var family = new CatalogFile(
                "family.yaml", FAMILY.text().replace("client-authentication: basic", "client-authentication: jwt"));

        assertThat(faults(
                        family,
                        new CatalogFile("mail.yaml", "{id: mail, extends: family, name: Mail}"),
                        new CatalogFile("chat.yaml", """
                                id: chat
                                extends: family
                                methods:
                                  - id: bot
                                    type: basic
                                    probe: {url: "https://chat.example", satus: 200}
                                  - id: oauth2
                                    authorize: {url: chat.example}
                                permissions: [{id: files, access: all}]
                                """)))
                .extracting(fault -> fault.file() + ":" + fault.line() + " " + fault.field())
                .containsExactlyInAnyOrder(
                        "family.yaml:11 methods.0.token.client-authentication",
                        "chat.yaml:1 name",
                        "chat.yaml:6 methods.0.probe.satus",
                        "chat.yaml:8 methods.1.authorize.url",
                        "chat.yaml:9 permissions.0.access");
    }

    @Test
    void anAbstractEntryIsCheckedWithoutAnEntryThatExtendsIt() {
        var family = new CatalogFile(
                "family.yaml",
                FAMILY.text().replace("scopes: [openid]", "scope: [openid]").replace("/me", "/m e"));

        assertThat(faults(family))
                .extracting(fault -> fault.line() + " " + fault.field())
                .containsExactlyInAnyOrder("9 methods.0.authorize.scope", "12 methods.0.identity.url");
    }

    @Test
    void anUnknownParentIsNamedWithNearOnes() {
        assertThat(faults(FAMILY, new CatalogFile("mail.yaml", "id: mail\nextends: famly\n")))
                .extracting(CatalogFault::toString)
                .containsExactly("mail.yaml:2: extends names the unknown entry famly. Did you mean family?");
    }

    @Test
    void aCircleIsNamed() {
        assertThat(faults(
                        new CatalogFile("a.yaml", "id: a\nextends: b\n"),
                        new CatalogFile("b.yaml", "id: b\nextends: a\n"),
                        new CatalogFile("c.yaml", "id: c\nextends: c\n"),
                        new CatalogFile("d.yaml", "id: d\nextends: a\n")))
                .extracting(CatalogFault::toString)
                .containsExactlyInAnyOrder(
                        "b.yaml:2: extends makes a circle: a extends b extends a",
                        "a.yaml:2: extends makes a circle: b extends a extends b",
                        "c.yaml:2: extends makes a circle: c extends c");
    }

    @Test
    void aLongRowOfEntriesIsRefusedAndTakesNoLongTime() {
        var row = IntStream.range(1, 2_000)
                .mapToObj(i -> new CatalogFile(i + ".yaml", "{id: e" + i + ", extends: e" + (i - 1) + "}"));
        var first = new CatalogFile("0.yaml", FAMILY.text().replace("id: family", "id: e0"));

        assertThat(faults(Stream.concat(Stream.of(first), row).toArray(CatalogFile[]::new)))
                .extracting(CatalogFault::fault)
                .contains("continues a row of more than 8 entries that extend each other");
    }

    @Test
    void theFieldsForFamiliesHaveATypeToo() {
        assertThat(faults(new CatalogFile("a.yaml", "id: a\nextends: [b]\nabstract: maybe\n")))
                .extracting(CatalogFault::toString)
                .contains(
                        "a.yaml:2: extends must be the id of another entry",
                        "a.yaml:3: abstract must be true or false");
    }

    private Provider provider(String text) throws CatalogException {
        return reader.read(List.of(FAMILY, new CatalogFile("mail.yaml", text)))
                .find("mail")
                .orElseThrow();
    }

    private List<CatalogFault> faults(CatalogFile... files) {
        return reader.examine(List.of(files)).faults();
    }
}
