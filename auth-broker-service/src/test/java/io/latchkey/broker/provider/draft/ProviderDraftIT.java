package io.latchkey.broker.provider.draft;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.catalog.OAuth2Code;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An operator drafts catalog entries from the metadata of providers, good and hostile ones. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ProviderDraftIT {
    private static final String PROBLEM = "urn:latchkey:problem:";
    private static final String ECHO = Marks.secret("echo");

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void callers() {
        fake.reset();
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        fake.reset();
    }

    @Test
    void anIssuerLeadsToAnEntryThatTheCatalogAccepts() throws CatalogException {
        var text = draft(Map.of("url", fake.url(), "id", "drafted", "name", "Drafted"))
                .statusCode(200)
                .contentType("application/yaml")
                .extract()
                .asString();

        var provider = new CatalogReader(name -> Optional.empty(), host -> host.equals("127.0.0.1"))
                .read(List.of(new CatalogFile("drafted.yaml", text)))
                .all()
                .get(0);
        assertThat(provider.name()).isEqualTo("Drafted");
        assertThat(((OAuth2Code) provider.methods().get(0)).token().url()).isEqualTo(fake.url(Endpoint.TOKEN));
        assertThat(text).contains("# not found: ");
    }

    @Test
    void aResourceLeadsToItsAuthorizationServer() {
        var resource = fake.url() + "/api";
        fake.next(
                Endpoint.METADATA,
                Answer.json(200, Map.of("resource", resource, "authorization_servers", List.of(fake.url()))));

        draft(Map.of("url", resource)).statusCode(200).body(containsString("resource: " + resource));

        assertThat(fake.received(Endpoint.METADATA))
                .extracting(request -> request.path())
                .containsExactly("/.well-known/oauth-protected-resource/api", "/.well-known/openid-configuration");
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                row("50 MB", 422, Answer.endless(50L << 20)),
                row("a gzip bomb", 422, Answer.compressed(new byte[50 << 20])),
                row("nothing", 422, Answer.status(200)),
                row("204", 422, Answer.status(204)),
                row("a page", 422, Answer.text(200, "text/html", "<html>" + ECHO + "</html>")),
                row("a redirect", 422, Answer.redirect("http://127.0.0.1:9/?token=" + ECHO)),
                row("depth", 422, json("{\"issuer\":".repeat(100_000))),
                row("a list", 422, json("[1]")),
                row("a text", 422, json("\"" + ECHO + "\"")),
                row("another issuer", 422, json("{\"issuer\":\"https://127.0.0.1\"}")),
                row("control characters", 422, json("{\"issuer\":\"\\u0000" + ECHO + "\"}")),
                row("too busy", 503, Answer.busy(Duration.ofHours(1))),
                row("slow", 503, Answer.status(200).after(Duration.ofSeconds(5))),
                row("a cut", 503, Answer.cut()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void aHostileDocumentIsABoundedFailureWithAReason(String name, int status, Answer answer) {
        fake.always(Endpoint.METADATA, answer);

        draft(Map.of("url", fake.url()))
                .statusCode(status)
                .body("type", equalTo(PROBLEM + (status == 503 ? "provider-unavailable" : "metadata-not-usable")))
                .body("field", equalTo("url"))
                .body("attempts", hasItem(startsWith(fake.url() + "/.well-known/")))
                .body(not(containsString(ECHO)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:9/x", "javascript:alert(1)", "//127.0.0.1:9/token"})
    void anEndpointThatIsNotHttpsMustNotBeDrafted(String endpoint) {
        var hostile = new HashMap<>(fake.behaviour().metadata());
        hostile.put("token_endpoint", endpoint.replace("127.0.0.1", "acme.example"));
        fake.always(Endpoint.METADATA, Answer.json(200, hostile));

        draft(Map.of("url", fake.url()))
                .statusCode(422)
                .body("attempts", hasItem(containsString("names no usable token_endpoint")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://169.254.169.254", "https://10.255.255.1/tenant", "https://[::ffff:10.0.0.1]"})
    void aServerWithAnInternalAddressIsNotCalled(String internal) {
        draft(Map.of("url", internal))
                .statusCode(503)
                .body("type", equalTo(PROBLEM + "provider-address-not-allowed"))
                .body("remedy", containsString("LATCHKEY_EGRESS_ALLOWED_HOSTS"));
    }

    @Test
    void aResourceDoesNotLeadToAnInternalAddress() {
        fake.next(
                Endpoint.METADATA,
                Answer.json(
                        200,
                        Map.of("resource", fake.url(), "authorization_servers", List.of("https://169.254.169.254"))));

        draft(Map.of("url", fake.url()))
                .statusCode(503)
                .body("type", equalTo(PROBLEM + "provider-address-not-allowed"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://acme.example", "acme.example", "", "https://acme.example/#x", "https://a:b@acme.example"
            })
    void aUrlThatIsNotHttpsIsRefusedBeforeARequest(String url) {
        draft(Map.of("url", url)).statusCode(400).body("field", equalTo("url")).body("remedy", containsString("https"));
    }

    @Test
    void namesAreChecked() {
        draft(Map.of("url", fake.url(), "id", "Not an id")).statusCode(400).body("field", equalTo("id"));
        draft(Map.of("url", fake.url(), "name", "a\u0007")).statusCode(400).body("field", equalTo("name"));
        assertThat(fake.received(Endpoint.METADATA)).isEmpty();
    }

    @Test
    void tenantsDoNotDraftEntries() {
        for (var caller : List.of("ada", "iris")) {
            given().auth()
                    .oauth2(tokens.user(caller))
                    .contentType(ContentType.JSON)
                    .body(Map.of("url", fake.url()))
                    .post("/v1/provider-drafts")
                    .then()
                    .statusCode(403);
        }
        assertThat(fake.received(Endpoint.METADATA)).isEmpty();
    }

    private ValidatableResponse draft(Map<String, String> body) {
        return platform.installer()
                .contentType(ContentType.JSON)
                .body(body)
                .post("/v1/provider-drafts")
                .then();
    }

    private static Answer json(String body) {
        return Answer.text(200, "application/json", body);
    }

    private static Arguments row(String name, int status, Answer answer) {
        return Arguments.of(name, status, answer);
    }
}
