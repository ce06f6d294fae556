package io.latchkey.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParameterCheckTest {
    private static final String ENTRY = """
            id: acme
            name: Acme
            category: crm
            api: {url: "https://{region}.acme.example/v1", headers: {X-Org: "{org}", X-Client: "{client_id}"}}
            parameters:
              - {id: shop, type: text, label: Shop, pattern: "[a-z]+"}
              - {id: region, type: choice, label: Region, choices: [{value: eu}, {value: us}], default: eu}
              - {id: realm, type: callback, name: realmId, pattern: "[0-9]+"}
              - {id: host, type: token-response, pointer: /url, take: host, pattern: "[a-z]+\\\\.acme\\\\.example"}
              - {id: org, type: identity, pointer: /org}
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: https://{shop}.acme.example/authorize
                  scopes: ["shop:{shop}"]
                  parameters: {account: "{shop}"}
                token:
                  url: https://{shop}.acme.example/{realm}/token
                  client-authentication: basic
                  refresh: {url: "https://{host}/token"}
                revoke: {url: "https://{host}/revoke", revokes: grant}
                identity: {url: "https://{host}/me", id: /id, label: /name}
                probe: {url: "https://{host}/orgs/{org}"}
              - id: key
                type: api-key
                fields: [{id: token, label: Token}, {id: user, label: User}]
                placement: {headers: {Authorization: "{user} {token}"}}
                probe: {url: "https://{shop}.acme.example/{token}", body: '{"a":"{shop}"}', method: post}
            """;

    private final CatalogReader reader = new CatalogReader(name -> Optional.empty(), host -> false);

    @Test
    void anEntryMayUseEachValueOnceItIsKnown() {
        assertThat(faults(ENTRY)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            account: "{shop}" | account: "{shopp}" | 17: methods.0.authorize.parameters.account refers to {shopp}, which nothing fills. Did you mean shop?
            https://{shop}.acme.example/authorize | https://{host}/authorize | 15: methods.0.authorize.url refers to {host} before its value is known from the token response
            {realm}/token | {org}/token | 19: methods.0.token.url refers to {org} before its value is known from the response that identifies the account
            "https://{host}/me" | "https://{org}.acme.example/me" | 23: methods.0.identity.url refers to {org} before its value is known from the response that identifies the account
            , headers: {X-Org: "{org}", X-Client: "{client_id}"} | , headers: {X-Org: "{client_secret}"} | 4: api.headers.X-Org refers to {client_secret}, which nothing fills
            api: {url: "https://{region}.acme.example/v1" | api: {url: "https://acme.example/v1" | 7: parameters.1.id is used nowhere: write {region} where requests need the value
            id: org, type | id: user, type | 10: parameters.4.id is user, as a field of a method
            id: shop, type | id: client_id, type | 6: parameters.0.id is reserved: {client_id} has another meaning in templates
            id: shop, type | id: my-shop, type | 6: parameters.0.id must begin with a lower-case letter
            pattern: "[a-z]+"} | pattern: ".*"} | 6: parameters.0.pattern must allow only letters, digits and . - _ : because a host contains the value
            pattern: "[a-z]+"} | pattern: "[a-z"} | 6: parameters.0.pattern is not a valid regular expression
            {value: us} | {value: "us/"} | 7: parameters.1.choices must allow only letters, digits
            default: eu | default: as | 7: parameters.1.default is not one of the choices
            choices: [{value: eu}, {value: us}] | choices: [{value: eu}, {value: eu}] | 7: parameters.1.choices.1.value is here for the second time
            choices: [{value: eu}, {value: us}] | choices: [] | 7: parameters.1.choices is missing
            , pattern: "[a-z]+\\\\.acme\\\\.example" | ~~ | 9: parameters.3.pattern is missing
            "[a-z]+\\\\.acme\\\\.example" | "[a-z.]+" | 9: parameters.3.pattern must restrict the value to the provider's hosts, because no domain follows {host} in the host of a URL: give them
            https://{shop}.acme.example/authorize | https://{shop}/authorize | 6: parameters.0.pattern must restrict the value to the provider's hosts, because no domain follows {shop} in the host of a URL: give them, or any-host: true
            https://{shop}.acme.example/authorize | https://{shop}acme.example/authorize | 6: parameters.0.pattern must restrict the value
            https://{shop}.acme.example/authorize | https://{shop}.example/authorize | 6: parameters.0.pattern must restrict the value
            label: Shop, pattern: "[a-z]+" | label: Shop, any-host: true | 15: methods.0.authorize.url combines {shop} with other text, but its value is a whole host
            type: identity | type: identiti | 10: parameters.4.type must be text or choice or callback or token-response or identity, not identiti
            pointer: /org | pointer: org | 10: parameters.4.pointer must be a JSON pointer
            label: Shop, | label: Shop, example: "42", | 6: parameters.0.example is not a value that the parameter accepts
            """)
    void aFaultIsNamedWithItsLine(String good, String bad, String fault) {
        assertThat(ENTRY).contains(good);
        assertThat(faults(ENTRY.replace(good, bad)))
                .extracting(CatalogFault::toString)
                .anySatisfy(line -> assertThat(line).startsWith("acme.yaml:" + fault));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://{shop}-{region}.acme.example/authorize", "https://a.{shop}.acme.example:8443/"})
    void aDomainAfterTheValuesKeepsTheHostAtTheProvider(String url) {
        assertThat(faults(ENTRY.replace("https://{shop}.acme.example/authorize", url)))
                .isEmpty();
    }

    @Test
    void aRequestCanCarryTheTokenInItsOwnWay() {
        assertThat(
                        faults(
                                ENTRY.replace(
                                        "probe: {url: \"https://{host}/orgs/{org}\"}",
                                        "probe: {url: \"https://{host}/orgs/{org}\", headers: {Authorization: \"OAuth {access_token}\"}}")))
                .isEmpty();
    }

    @Test
    void aValueThatNoMethodCanLearnIsAFault() {
        var entry = ENTRY.replaceAll("(?s)  - id: oauth2.*(?=  - id: key)", "");

        assertThat(faults(entry))
                .extracting(CatalogFault::toString)
                .contains(
                        "acme.yaml:8: parameters.2.type is of no use here: no method of the entry receives the callback");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {viewer{id}} | 0
            {viewer{shpo}} | 1
            """)
    void bracesOfABodyAreItsOwnUnlessTheyResembleAParameter(String body, int faults) {
        assertThat(faults(ENTRY.replace("{\"a\":\"{shop}\"}", body))).hasSize(faults);
    }

    private static final String WITH_CLIENT_VALUES = """
            id: acme
            name: Acme
            category: crm
            api: {url: "https://acme.example/v1", headers: {Developer-Token: "{developer_token}"}, query: {key: "{app_key}", c: "{client_id}"}}
            client-values:
              - {id: developer_token, label: Developer token, pattern: "[A-Z]+"}
              - {id: app_key, label: Key, visible: true}
            methods:
              - id: oauth2
                type: oauth2-code
                authorize: {url: "https://acme.example/authorize", scopes: [openid]}
                token: {url: "https://acme.example/token", client-authentication: basic}
                identity: {url: "https://acme.example/me", id: /id, label: /name, headers: {X-Key: "{app_key}"}}
                probe: {url: "https://acme.example/{app_key}", body: '{"key": "{app_key}"}', method: post}
              - id: key
                type: api-key
                fields: [{id: token, label: Token}]
                placement: {headers: {Authorization: "{token}"}}
                probe: {url: "https://acme.example/v1"}
            """;

    @Test
    void requestsToTheApiMayHaveValuesOfTheClient() {
        assertThat(faults(WITH_CLIENT_VALUES)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://acme.example/authorize | https://acme.example/{app_key} | 11: methods.0.authorize.url refers to {app_key}, which nothing fills
            https://acme.example/token | https://acme.example/{app_key} | 12: methods.0.token.url refers to {app_key}, which nothing fills
            probe: {url: "https://acme.example/v1"} | probe: {url: "https://acme.example/{app_key}"} | 19: methods.1.probe.url refers to {app_key}, which nothing fills
            https://acme.example/{app_key} | https://{app_key}.acme.example/ | 14: methods.0.probe.url has {app_key}, a value of the client, in its host
            Developer-Token: "{developer_token}" | Developer-Token: "{developer_tokn}" | 4: api.headers.Developer-Token refers to {developer_tokn}, which nothing fills
            Developer-Token: "{developer_token}" | Version: "2" | 6: client-values.0.id is used nowhere: write {developer_token} in the headers or the query of api, or in a probe
            id: app_key | id: client_secret | 7: client-values.1.id is reserved: {client_secret} has another meaning in templates
            id: app_key | id: developer_token | 7: client-values.1.id is developer_token, as in client-values.0
            "[A-Z]+" | "[A-Z" | 6: client-values.0.pattern is not a valid regular expression
            label: Key, | ~~ | 7: client-values.1.label is missing
            """)
    void aFaultOfAClientValueIsNamedWithItsLine(String good, String bad, String fault) {
        assertThat(WITH_CLIENT_VALUES).contains(good);
        assertThat(faults(WITH_CLIENT_VALUES.replace(good, bad)))
                .extracting(CatalogFault::toString)
                .anySatisfy(line -> assertThat(line).startsWith("acme.yaml:" + fault));
    }

    @Test
    void aClientValueNeedsAMethodWithAClient() {
        var entry = WITH_CLIENT_VALUES.replaceAll("(?s)  - id: oauth2.*(?=  - id: key)", "");

        assertThat(faults(entry))
                .extracting(CatalogFault::toString)
                .contains(
                        "acme.yaml:6: client-values.0.id is of no use: no method of the entry has a registered client");
    }

    private List<CatalogFault> faults(String text) {
        return reader.examine(List.of(new CatalogFile("acme.yaml", text))).faults();
    }
}
