package io.latchkey.broker.method.apikey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Forms;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefreshed;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Return;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider reports about an API key: when it expires, and its scopes. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class ReportedIT {
    private static final Instant END = Instant.parse("2027-05-01T10:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private final String key = Marks.secret("key");
    private final Forms forms = new Forms(new Browser());
    private Platform platform;

    @BeforeEach
    void start() {
        fake.reset();
        platform = new Platform(tokens);
    }

    @Test
    void theExpiryAndTheScopesOfAKeyAreKnownWithItsCompletion() {
        report("{\"expires_at\": \"2027-05-01T10:00:00Z\"}", "profile, files");

        var unused = completed(FakeProviderResource.KEY_REPORTED)
                .then(fact -> assertThat(fact.getString("expiresAt")).isEqualTo(END.toString()))
                .then(fact -> assertThat(fact.getList("permissions.granted")).containsExactly("files:read", "profile"))
                .then(fact -> assertThat(fact.getList("permissions.missing")).isEmpty());
    }

    @Test
    void aKeyWithFewerScopesLacksPermissions() {
        report("{}", "profile " + key);

        var unused = completed(FakeProviderResource.KEY_REPORTED)
                .then(fact -> assertThat(fact.getString("expiresAt")).isNull())
                .then(fact -> assertThat(fact.getList("permissions.granted")).containsExactly("profile"))
                .then(fact -> assertThat(fact.getList("permissions.missing")).containsExactly("files:read"));
    }

    @Test
    void otherRequestsReportThemToo() {
        fake.always(Endpoint.USERINFO, exchange -> {
            var path = exchange.getRequestURI().getPath();
            var isOfKey = ("Token " + key).equals(exchange.getRequestHeaders().getFirst("Authorization"));
            var answer = !isOfKey
                    ? Answer.status(401)
                    : path.endsWith("/keys/" + key)
                            ? Answer.json(200, Map.of("ttl", Duration.ofDays(30).toSeconds()))
                            : path.endsWith("/scopes")
                                    ? Answer.json(200, Map.of("scopes", List.of(Map.of("name", "files"))))
                                    : Answer.json(200, Map.of());
            answer.to(exchange);
        });

        var completed = completed(FakeProviderResource.KEY_REPORTED_ELSEWHERE)
                .then(fact -> assertThat(Instant.parse(fact.getString("expiresAt")))
                        .isBetween(
                                Instant.now().plus(29, ChronoUnit.DAYS),
                                Instant.now().plus(30, ChronoUnit.DAYS)))
                .then(fact -> assertThat(fact.getList("permissions.granted")).containsExactly("files:read"));

        platform.probe(completed.connection())
                .body("outcome", equalTo("ok"))
                .body("credentialVersion", equalTo(1))
                .body("scopes", contains("files"));
    }

    @Test
    void aRequestThatReportsNothingDoesNotChangeTheResultOfTheProbe() {
        fake.always(Endpoint.USERINFO, exchange -> Answer.status(
                        exchange.getRequestURI().getPath().equals("/userinfo") ? 200 : 500)
                .to(exchange));

        var completed = completed(FakeProviderResource.KEY_REPORTED_ELSEWHERE)
                .then(fact -> assertThat(fact.getString("expiresAt")).isNull());

        platform.probe(completed.connection())
                .body("outcome", equalTo("ok"))
                .body("detail", equalTo("expiry_unavailable"))
                .body("expiresAt", nullValue())
                .body("scopes", nullValue());
    }

    @Test
    void aProbeThatReportsAnotherExpiryStoresAndPublishesIt() {
        report("{\"expires_at\": \"2027-05-01T10:00:00Z\"}", "profile, files");
        var connection = completed(FakeProviderResource.KEY_REPORTED).connection();
        var later = END.plus(90, ChronoUnit.DAYS);
        report("{\"expires_at\": " + later.getEpochSecond() + "}", "");

        platform.probe(connection)
                .body("outcome", equalTo("ok"))
                .body("credentialVersion", equalTo(2))
                .body("expiresAt", equalTo(later.toString()))
                .body("scopes", empty());
        platform.probe(connection).body("credentialVersion", equalTo(2));

        await().untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefreshed.class))
                .singleElement()
                .satisfies(fact -> {
                    assertThat(fact.credentialVersion()).isEqualTo(2);
                    assertThat(fact.expiresAt()).isEqualTo(later);
                    assertThat(fact.permissions()).isEqualTo(Permissions.requested(List.of("files:read", "profile")));
                }));
        platform.read(connection).statusCode(200).body("headers.Authorization", equalTo("Token " + key));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|",
                "{\"expires_at\": \"2020-01-01\"}|expiry_in_the_past",
                "{\"expires_at\": \"next year\"}|expiry_unreadable",
                "{\"expires_at\": {\"year\": 2027}}|expiry_unreadable",
                "{\"expires_at\": 1e300}|expiry_unreadable"
            })
    void anExpiryThatCannotBeUsedKeepsTheKnownOne(String reported, String reason) {
        report("{\"expires_at\": \"2027-05-01T10:00:00Z\"}", "profile, files");
        var connection = completed(FakeProviderResource.KEY_REPORTED).connection();
        report(reported, null);

        platform.probe(connection)
                .body("outcome", equalTo("ok"))
                .body("detail", equalTo(reason))
                .body("expiresAt", nullValue())
                .body("credentialVersion", equalTo(1));
    }

    @Test
    void aKeyThatNoLongerExpiresHasNoExpiry() {
        report("{\"expires_at\": \"2027-05-01T10:00:00Z\"}", "profile, files");
        var connection = completed(FakeProviderResource.KEY_REPORTED).connection();
        report("{\"expires_at\": null}", "profile, files");

        platform.probe(connection).body("outcome", equalTo("ok")).body("credentialVersion", equalTo(2));

        await().untilAsserted(() -> assertThat(FactLog.of(connection, CredentialRefreshed.class))
                .extracting(CredentialRefreshed::expiresAt)
                .containsOnlyNulls());
    }

    private void report(String keyMember, String scopes) {
        fake.always(Endpoint.USERINFO, exchange -> {
            if (scopes != null) {
                exchange.getResponseHeaders().set("X-OAuth-Scopes", scopes);
            }
            Answer.text(200, "application/json", "{\"key\": " + JSON.readTree(keyMember) + "}")
                    .to(exchange);
        });
    }

    private record Completed(UUID connection, JsonPath fact) {
        Completed then(Consumer<JsonPath> assertion) {
            assertion.accept(fact);
            return this;
        }
    }

    private Completed completed(String provider) {
        var begun = consents.begin(platform, ids.next(), provider);
        var returned = forms.enter(forms.open(begun), Map.of("key", key));
        var code = Return.of(returned.uri()).code().orElseThrow(() -> new AssertionError(returned.text()));
        var fact = consents.complete(platform, begun, code)
                .statusCode(200)
                .extract()
                .jsonPath();
        return new Completed(begun.connection(), fact);
    }
}
