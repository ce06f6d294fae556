package io.latchkey.catalog.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.ApiKey;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Basic;
import io.latchkey.catalog.Driver;
import io.latchkey.catalog.JwtBearer;
import io.latchkey.catalog.OAuth1;
import io.latchkey.catalog.OAuth2ClientCredentials;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.OAuth2Device;
import io.latchkey.catalog.SessionLogin;
import io.latchkey.catalog.SigV4;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The entries that the documentation shows. */
class DocumentedEntriesTest {
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL);

    private final CatalogReader reader = new CatalogReader(name -> Optional.empty(), host -> false);

    @Test
    void eachIsReadAsItStands() throws Exception {
        assertThat(methods())
                .hasExactlyElementsOfTypes(
                        OAuth2Code.class,
                        ApiKey.class,
                        OAuth2Code.class,
                        OAuth2Code.class,
                        OAuth2Code.class,
                        OAuth2Code.class,
                        OAuth2Code.class,
                        OAuth2Code.class,
                        OAuth2Device.class,
                        ApiKey.class,
                        ApiKey.class,
                        Basic.class,
                        OAuth2ClientCredentials.class,
                        SessionLogin.class,
                        Driver.class,
                        JwtBearer.class,
                        OAuth1.class,
                        SigV4.class);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {token}     | {tokem}            | methods.0.placement must contain {token}
            {email}/    | me/                | methods.0.placement must contain {email}
            [A-Za-z0-9] | [A-Za-z0-9         | methods.0.fields.1.pattern is not a valid regular expression
            id: token   | id: email          | methods.0.fields.1.id is email, as in fields.0
            basic: {username: "{email}/token", password: "{token}"} | headers: {"X y": "{email} {token}"} | methods.0.placement.headers.X y must be an HTTP token
            probe:      | prope:             | methods.0.prope is unknown. Did you mean probe?
            https://api | http://api         | methods.0.probe.url must be https
            type: api-key | type: apikey     | methods.0.type must be oauth2-code or oauth2-device or oauth2-client-credentials or
            """)
    void aFaultOfAnApiKeyIsNamed(String good, String bad, String fault) throws IOException {
        var text = exampleWith("{email}/token").replace(good, bad);

        assertThatThrownBy(() -> method(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            {header: X-OAuth-Scopes} | {} | methods.0.probe.scopes-from.pointer must be set, or header
            {header: X-OAuth-Scopes} | {header: X-A, pointer: /a} | methods.0.probe.scopes-from.pointer must be set, or header
            {header: X-OAuth-Scopes} | {header: "X A"} | methods.0.probe.scopes-from.header must be an HTTP token
            {header: X-OAuth-Scopes} | {header: X-A, item: /a} | methods.0.probe.scopes-from.item needs pointer
            {header: X-OAuth-Scopes} | {pointer: /a, items: /b} | methods.0.probe.scopes-from.items is unknown. Did you mean item?
            pointer: /token/expires_at | pointer: expires_at | methods.0.probe.expiry-from.pointer must be a JSON pointer
            pointer: /token/expires_at | pointer: /a, format: epoch | methods.0.probe.expiry-from.format must be time or seconds_left
            https://api.acme.example/tokens | http://api.acme.example/tokens | methods.0.probe.expiry-from.url must be https
            tokens/current | tokens/{tokem} | methods.0.probe.expiry-from.url refers to {tokem}, which nothing fills. Did you mean token?
            """)
    void aFaultOfAReportedValueIsNamed(String good, String bad, String fault) throws IOException {
        var text = exampleWith("expiry-from:").replace(good, bad);

        assertThatThrownBy(() -> method(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(fault);
    }

    @Test
    void aReportedValueBelongsToTheOriginOfItsMethod() throws Exception {
        assertThat(method(exampleWith("expiry-from:")).urls())
                .containsExactly("https://api.acme.example/me", "https://api.acme.example/tokens/current");
    }

    @Test
    void theEntryThatShowsHowToAddAProviderIsReadAsItStands() throws Exception {
        var google = CatalogReader.withoutVariables(host -> false)
                .read(List.of(
                        new CatalogFile("google.yaml", examples("providers.md").get(0))))
                .find("google")
                .orElseThrow();

        assertThat(google.methods().get(0).origin().tokenEndpoint())
                .isEqualTo("https://oauth2.googleapis.com:443/token");
        assertThat(google.modules()).hasSize(2);
    }

    private List<AuthSpec> methods() throws IOException, CatalogException {
        var methods = new ArrayList<AuthSpec>();
        for (var example : examples()) {
            methods.add(method(example));
        }
        return methods;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "{secret}"  | "{secrt}"       | methods.0.login must contain {secret}
            "{name}"    | "{nam}"         | methods.0.login.body refers to {nam}, which nothing fills. Did you mean name?
            "{token}"   | "{secret}"      | methods.0.placement must contain {token}
            {token}"    | {token}{secret}" | methods.0.placement.headers.X-Acme-Auth refers to {secret}, which nothing fills
            id: name    | id: token       | methods.0.fields.0 cannot have the id token
            life: PT2H  | life: PT0S      | methods.0.login.life must be positive
            https://acme.example/api/s | http://acme.example/api/s | methods.0.login.url must be https
            """)
    void aFaultOfALoginIsNamed(String good, String bad, String fault) throws IOException {
        var text = example("session-login").replace(good, bad);

        assertThatThrownBy(() -> method(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(fault);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            "{email}"         | "{emil}"          | methods.0.jwt.claims.iss refers to {emil}, which nothing fills. Did you mean email?
            key: "{key}"      | key: secret       | methods.0.jwt.key must refer to a field
            iss: "{email}"    | exp: "{email}"    | methods.0.jwt.claims.exp cannot be set
            {field: account, pointer: /client_email} | {field: acount, pointer: /client_email} | methods.0.values.email.field names the unknown field acount
            pointer: /private_key} | pattern: x, pointer: /k} | methods.0.values.key.pointer must be set, or pattern
            algorithm: rs256  | algorithm: hs256  | methods.0.jwt.key-format is missing
            algorithm: rs256  | life: PT6M | methods.0.jwt.algorithm is missing
            authentication: none | authentication: basic | methods.0.token.client-authentication must be none
            """)
    void aFaultOfASigningKeyIsNamed(String good, String bad, String fault) throws IOException {
        var text = example("jwt-bearer").replace(good, bad);

        assertThatThrownBy(() -> method(text))
                .isInstanceOf(CatalogException.class)
                .hasMessageContaining(fault);
    }

    private static String example(String type) throws IOException {
        return exampleWith("type: " + type + "\n");
    }

    private static String exampleWith(String text) throws IOException {
        return examples().stream()
                .filter(example -> example.contains(text))
                .findFirst()
                .orElseThrow();
    }

    private AuthSpec method(String text) throws CatalogException {
        return reader.read(List.of(new CatalogFile("acme.yaml", text)))
                .all()
                .get(0)
                .methods()
                .get(0);
    }

    private static List<String> examples() throws IOException {
        return examples("catalog.md");
    }

    private static List<String> examples(String page) throws IOException {
        return EXAMPLE.matcher(Files.readString(Path.of("../docs", page)))
                .results()
                .map((MatchResult example) -> example.group(1))
                .toList();
    }
}
