package io.latchkey.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One run reports every fault: none hides another, and none is a consequence of another. */
class FaultyFilesTest {
    private final CatalogReader reader = new CatalogReader(name -> Optional.empty(), host -> false);

    @Test
    void allFaultsOfAVeryFaultyFileAreReportedInOneRun() {
        assertThat(faults("""
                id: Acme Inc
                nmae: Acme
                methods:
                  - id: oauth2
                    type: oauth2-cod
                    authorise:
                      url: http://acme.example/authorize
                      pkce: s265
                      paramters: {prompt: consent}
                      issuer-required: true
                    token:
                      url: acme.example/token
                      default-life: an hour
                    revoke: https://acme.example/revoke
                    identity: {id: sub, label: email}
                    probe: {url: "http://acme.example/authorize", status: ok}
                  - id: key
                    type: api-key
                    fields:
                      - {id: token, lable: Token}
                      - {id: Email}
                    placement:
                      headers: {Authorization: "Token {tokem}", "X y": "{token}"}
                      basic: {username: "{token}"}
                permissions:
                  - {id: contacts, name: Read contacts, access: red, scopes: [read, ~]}
                  - {id: deals}
                modules:
                  - {id: sync, name: Sync, permissions: [contacs, deals, dels]}
                  - {id: sync, permissions: contacts}
                errors:
                  - {codes: ["a b", fine, "c d"], at: [error, /code, message], means: revokd}
                """))
                .extracting(fault -> fault.line() + " " + fault.field())
                .containsExactly(
                        "1 id",
                        "1 category",
                        "2 nmae",
                        "5 methods.0.type",
                        "6 methods.0.authorise",
                        "6 methods.0.authorise.issuer",
                        "7 methods.0.authorise.url",
                        "8 methods.0.authorise.pkce",
                        "9 methods.0.authorise.paramters",
                        "11 methods.0.token.client-authentication",
                        "12 methods.0.token.url",
                        "13 methods.0.token.default-life",
                        "14 methods.0.revoke",
                        "15 methods.0.identity.url",
                        "15 methods.0.identity.id",
                        "15 methods.0.identity.label",
                        "16 methods.0.probe.status",
                        "16 methods.0.probe.status",
                        "16 methods.0.probe.url",
                        "20 methods.1.fields.0.lable",
                        "21 methods.1.fields.1.id",
                        "21 methods.1.fields.1.label",
                        "23 methods.1.placement.headers.X y",
                        "24 methods.1.placement.basic",
                        "26 permissions.0.access",
                        "26 permissions.0.scopes.1",
                        "27 permissions.1.name",
                        "27 permissions.1.access",
                        "29 modules.0.permissions.0",
                        "29 modules.0.permissions.2",
                        "30 modules.1.permissions",
                        "30 modules.1.name",
                        "30 modules.1.id",
                        "32 errors.0.means",
                        "32 errors.0.codes.0",
                        "32 errors.0.codes.2",
                        "32 errors.0.at.0",
                        "32 errors.0.at.2");
    }

    @Test
    void anAccountHasOneTenantAndACustomRevocationNamesAGrant() {
        assertThat(faults("""
                id: acme
                name: Acme
                category: crm
                parameters: [{id: company, type: callback, name: company}]
                methods:
                  - id: oauth2
                    type: oauth2-code
                    authorize: {url: "https://acme.example/authorize"}
                    token: {url: "https://acme.example/token", client-authentication: post}
                    revoke:
                      url: https://acme.example/{company}/revoke
                      form: custom
                      request: {method: post, body: "client={client_id}"}
                      revokes: grant
                    identity: {url: "https://acme.example/me", id: /id, tenant: /of, tenant-value: "{company}", label: /name}
                """))
                .extracting(CatalogFault::toString)
                .containsExactly(
                        "acme.yaml:13: methods.0.revoke.request refers to neither {access_token} nor {refresh_token}, and"
                                + " its body to no parameter of the connection",
                        "acme.yaml:15: methods.0.identity.tenant-value cannot be combined with tenant");
    }

    @Test
    void anEmptyEntryLacksWhatEveryEntryHas() {
        assertThat(faults("id: acme"))
                .extracting(CatalogFault::toString)
                .containsExactly(
                        "acme.yaml:1: name is missing",
                        "acme.yaml:1: category is missing",
                        "acme.yaml:1: methods is missing");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            &a [x, x]\\nb: *a\\nc: *a      | acme.yaml:2: uses the YAML alias *a: write the value, or let the entry extend another
            acme\\nname: A\\nname: B       | acme.yaml:3: name is here for the second time
            acme\\n---\\nid: acne          | acme.yaml:2: contains a second document: give each provider its own file
            ""                             | acme.yaml:1: id is missing
            [                              | acme.yaml:2: is not valid YAML: expected the node content
            {                              | acme.yaml:2: is not valid YAML: expected the node content
            %                              | acme.yaml:1: is not valid YAML: found character '%'
            """)
    void whatIsNotAllowedInYamlIsNamed(String id, String fault) {
        assertThat(faults("id: " + id.replace("\\n", "\n") + "\n"))
                .extracting(CatalogFault::toString)
                .anyMatch(line -> line.startsWith(fault));
    }

    @Test
    void aDeeplyNestedFileIsRefusedWithoutBeingBuilt() {
        assertThat(faults("id: " + "[".repeat(100_000)))
                .extracting(CatalogFault::toString)
                .containsExactly("acme.yaml:1: is nested more than 20 levels deep");
        assertThat(faults("id: " + "[".repeat(21) + "]".repeat(21)))
                .extracting(CatalogFault::toString)
                .contains("acme.yaml:1: is nested more than 20 levels deep");
    }

    @Test
    void anExpandingFileIsRefused() {
        var bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (var i = 1; i < 30; i++) {
            bomb.append("a%d: &a%d [*a%d, *a%d, *a%d]%n".formatted(i, i, i - 1, i - 1, i - 1));
        }

        assertThat(faults(bomb.toString()))
                .allSatisfy(fault -> assertThat(fault.fault()).contains("YAML alias"));
    }

    @Test
    void faultsOfRarePeculiaritiesNameTheirField() {
        assertThat(faults("""
                id: acme
                name: Acme
                category: crm
                documentation: acme
                mark: {initials: "A-C", colour: "#ffee00"}
                deadlines:
                  - {date: soon, affected: Everyone}
                methods:
                  - id: oauth2
                    type: oauth2-code
                    authorize: {url: "https://acme.example/authorize", callback-hmac: {timestamp: t, max-age: PT0S}}
                    token: {url: "https://acme.example/token", client-authentication: basic}
                    long-lived:
                      exchange: {url: "https://acme.example/long?token={access_token}", method: delete}
                      renewal: {parameters: {token: "{token}"}}
                      renewable-after: a day
                permissions:
                  - {id: contacts, name: Read contacts, access: read}
                """))
                .extracting(fault -> fault.line() + " " + fault.field())
                .containsExactly(
                        "4 documentation",
                        "5 mark.initials",
                        "5 mark.colour",
                        "7 deadlines.0.date",
                        "7 deadlines.0.action",
                        "11 methods.0.authorize.callback-hmac.parameter",
                        "11 methods.0.authorize.callback-hmac.max-age",
                        "14 methods.0.long-lived.exchange.method",
                        "15 methods.0.long-lived.renewal.url",
                        "16 methods.0.long-lived.renewable-after");
    }

    @Test
    void aLongLivedTokenIsExchangedForTheFirst() {
        assertThat(faults("""
                id: acme
                name: Acme
                category: crm
                methods:
                  - id: oauth2
                    type: oauth2-code
                    authorize: {url: "https://acme.example/authorize", callback-hmac: {parameter: hmac}}
                    token: {url: "https://acme.example/token", client-authentication: none}
                    long-lived:
                      exchange: {url: "http://acme.example/long", parameters: {token: "{acces_token}"}}
                permissions:
                  - {id: contacts, name: Read contacts, access: read}
                """))
                .extracting(fault -> fault.field() + " " + fault.fault())
                .anyMatch(fault ->
                        fault.startsWith("methods.0.long-lived.exchange.parameters must refer to {access_token}"))
                .anyMatch(fault -> fault.startsWith("methods.0.authorize.callback-hmac needs a client secret"))
                .anyMatch(fault -> fault.startsWith("methods.0.long-lived.exchange.url must be https"));
    }

    @Test
    void anEmptyFileIsNoObject() {
        assertThat(faults(""))
                .extracting(CatalogFault::fault)
                .containsExactly("must be an object with fields such as id and name");
        assertThat(faults("# nothing")).hasSize(1);
    }

    /** As if one had written another name than that of the field: what the faulty part uses counts as used. */
    @Test
    void aFaultyLoginDoesNotMakeItsParametersUseless() {
        assertThat(faults("""
                id: acme
                name: Acme
                category: crm
                parameters:
                  - {id: site, type: text, label: Site}
                methods:
                  - id: login
                    type: session-login
                    fields:
                      - {id: secret, label: Password}
                    login:
                      url: https://acme.example/login
                      body: '{"password": "{passwort}", "site": "{site}"}'
                      token: /token
                permissions:
                  - {id: contacts, name: Read contacts, access: read}
                """))
                .extracting(fault -> fault.field() + " " + fault.fault())
                .containsExactly("methods.0.login must contain {secret}");
    }

    @Test
    void choicesThatAreNoObjectsAreNotTheSameChoice() {
        assertThat(faults("""
                id: acme
                name: Acme
                category: crm
                api: {url: "https://{region}.acme.example"}
                parameters:
                  - {id: region, type: choice, label: Region, choices: [eu, us]}
                methods:
                  - id: key
                    type: api-key
                    fields: [{id: token, label: Token}]
                    placement: {headers: {X-Key: "{token}"}}
                permissions:
                  - {id: contacts, name: Read contacts, access: read}
                """))
                .extracting(fault -> fault.field() + " " + fault.fault())
                .containsExactly(
                        "parameters.0.choices.0 must be an object", "parameters.0.choices.1 must be an object");
    }

    private List<CatalogFault> faults(String text) {
        return reader.examine(List.of(new CatalogFile("acme.yaml", text))).faults();
    }
}
