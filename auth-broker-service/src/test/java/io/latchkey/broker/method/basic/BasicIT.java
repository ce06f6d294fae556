package io.latchkey.broker.method.basic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.consent.Forms;
import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
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
import jakarta.inject.Inject;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection by user name and password, from the form to its end. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class BasicIT {
    private static final String NAME = "zoë@example.com";

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private final String password = Marks.secret("password") + " : ñ€";
    private final Forms forms = new Forms(new Browser());
    private Platform platform;

    @BeforeEach
    void acceptTheLogin() {
        fake.reset();
        platform = new Platform(tokens);
        accept(password, "account-1");
    }

    /** Only a request that carries the login gets a good answer. */
    private void accept(String expected, String account) {
        fake.always(Endpoint.USERINFO, exchange -> {
            var sent = exchange.getRequestHeaders().getFirst("Authorization");
            var answer = authorization(expected).equals(sent)
                    ? Answer.json(200, Map.of("sub", account, "email", account + "@fake.example"))
                    : Answer.status(401);
            answer.to(exchange);
        });
    }

    private static String authorization(String password) {
        return "Basic " + Base64.getEncoder().encodeToString((NAME + ":" + password).getBytes(UTF_8));
    }

    @Test
    void aLoginIsTriedHeldCompletedAndHandedOutReadyToSend() {
        var connection = completed();

        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("basic"))
                .body("accessToken", nullValue())
                .body("accessTokenExpiresAt", nullValue())
                .body("headers.Authorization", equalTo(authorization(password)))
                .body("query", anEmptyMap());
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        platform.refresh(connection).statusCode(409).body("type", equalTo("urn:latchkey:problem:not-refreshable"));
    }

    @Test
    void theFormNamesTheFieldsAsTheCatalogDoes() {
        var form = forms.open(begin());

        assertThat(form.text()).contains("E-mail address", "Password", "The one for the API.");
    }

    @Test
    void aRefusedPasswordUsesNothingUpAndIsNeverShownAgain() {
        var wrong = Marks.secret("wrong");

        var refused = forms.enter(forms.open(begin()), login(NAME, wrong));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("did not accept this");
        assertThat(refused.html()).doesNotContain(wrong).doesNotContain(NAME);
        assertThat(Return.of(forms.enter(refused, login(NAME, password)).uri()).status())
                .isEqualTo("consented");
    }

    @Test
    void aNameWithAColonIsExplained() {
        var again = forms.enter(forms.open(begin()), login("zoë:" + password, password));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text())
                .contains("“E-mail address” must not contain a colon (:). Enter the user name alone")
                .doesNotContain(password);
    }

    @Test
    void theConnectPageSaysHowAccessToALoginIsWithdrawn() {
        var page = new Browser().open(begin().url());

        assertThat(page.text())
                .contains("To withdraw access later, change or delete what you entered at")
                .doesNotContain("You can withdraw access at any time");
    }

    @Test
    void theReasonForFullAccessIsShownBeforeTheConsent() {
        assertThat(new Browser().open(begin().url()).text())
                .contains("can only grant full access to the account. Passwords have no scopes.");
        platform.worker()
                .get("/v1/providers/{id}", FakeProviderResource.LOGIN_IN_BASIC)
                .then()
                .statusCode(200)
                .body("fullAccessOnly", equalTo(true))
                .body("fullAccessReason", equalTo("Passwords have no scopes."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"zoë:b", "zoë\tb", ""})
    void aNameThatBasicCantCarryIsNotSentToTheProvider(String name) {
        var again = forms.enter(forms.open(begin()), login(name, password));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("E-mail address");
        assertThat(fake.received(Endpoint.USERINFO)).isEmpty();
    }

    @Test
    void aLoginIsReplacedByAReauthorization() {
        var connection = completed();
        var next = Marks.secret("next");
        accept(next, "account-1");

        var begun = consents.begin(platform, connection, FakeProviderResource.LOGIN_IN_BASIC);
        complete(begun, forms.enter(forms.open(begun), login(NAME, next)));

        platform.read(connection)
                .statusCode(200)
                .body("generation", equalTo(2))
                .body("headers.Authorization", equalTo(authorization(next)));
    }

    @Test
    void aLoginOfAnotherAccountIsRefused() {
        var connection = completed();
        var next = Marks.secret("next");
        accept(next, "account-2");

        var begun = consents.begin(platform, connection, FakeProviderResource.LOGIN_IN_BASIC);
        var refused = forms.enter(forms.open(begun), login(NAME, next));

        assertThat(refused.status()).isEqualTo(409);
        platform.read(connection).statusCode(200).body("headers.Authorization", equalTo(authorization(password)));
    }

    @Test
    void aDeletedConnectionLeavesNoLogin() {
        var connection = completed();

        platform.close(connection, false).statusCode(202);

        platform.read(connection).statusCode(404);
        await().untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
    }

    private UUID completed() {
        var begun = begin();
        complete(begun, forms.enter(forms.open(begun), login(NAME, password)));
        return begun.connection();
    }

    private void complete(Begun begun, Page returned) {
        var code = Return.of(returned.uri()).code().orElseThrow(() -> new AssertionError(returned.text()));
        consents.complete(platform, begun, code).statusCode(200);
    }

    private Begun begin() {
        return consents.begin(platform, ids.next(), FakeProviderResource.LOGIN_IN_BASIC);
    }

    private static Map<String, String> login(String name, String password) {
        return Map.of("username", name, "password", password);
    }
}
