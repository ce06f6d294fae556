package io.latchkey.broker.upstream;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.in;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Forms;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
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
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every endpoint of a provider sends the same hostile response: each call fails within its limits with a reason, nothing
 * is stored, and no part of the response appears anywhere. What HTTP itself allows a server to do wrong is in
 * {@link ProviderHttpTest}.
 */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class HostileProviderIT {
    private static final List<String> WRONG_VERDICTS = List.of("permanent", "insufficient");
    private static final String ECHO = Marks.secret("echo");

    @Inject
    Seeds seeds;

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

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
        clock.reset();
        fake.reset();
        seeds.forgetDueRefreshes();
    }

    static Stream<Arguments> responses() {
        return Stream.of(
                row("50 MB", Answer.endless(50L << 20)),
                row("a gzip bomb", Answer.compressed(new byte[50 << 20])),
                row("nothing", Answer.status(200)),
                row("204", Answer.status(204)),
                row("201 without content", Answer.status(201)),
                row("a page", Answer.text(200, "text/html", "<html>" + ECHO + "</html>")),
                row("a redirect", Answer.redirect("http://127.0.0.1:9/?token=" + ECHO)),
                row(
                        "another charset",
                        Answer.bytes(200, "application/json; charset=x-" + ECHO, "{}".getBytes(UTF_16BE))),
                row("depth", Answer.text(200, "application/json", "{\"a\":[".repeat(100_000))),
                row("noise", Answer.bytes(200, "application/octet-stream", new byte[100_000])),
                row("control characters", json("{\"access_token\":\"\\u0000" + ECHO + "\",\"sub\":\"a\\u001b[2J\"}")),
                row("members twice", json("{\"access_token\":7,\"access_token\":[],\"sub\":{},\"sub\":null}")),
                row(
                        "an error with a secret",
                        json("{\"error\":\"" + ECHO + "\",\"error_description\":\"" + ECHO + "\"}")),
                row("a cut", Answer.cut()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("responses")
    void everyCallFailsWithinItsLimitsAndChangesNothing(String name, Answer answer) {
        var connection = seeds.connection(fake);
        var before = seeds.stored(connection).orElseThrow();
        for (var endpoint : List.of(Endpoint.TOKEN, Endpoint.USERINFO, Endpoint.REVOKE)) {
            fake.always(endpoint, answer);
        }

        platform.probe(connection).statusCode(200).body("outcome", not(in(WRONG_VERDICTS)));
        platform.refresh(connection).statusCode(503).body("cause", matchesPattern("[a-z0-9_]{1,40}"));
        platform.read(connection).statusCode(200);
        assertThat(connectsWithKey()).isFalse();
        assertThat(consents().status()).isEqualTo("provider_error");

        assertThat(seeds.stored(connection).orElseThrow().version()).isEqualTo(before.version());
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
        fake.reset();
        platform.probe(connection).statusCode(200);
    }

    /** A response with status 200 may be good for a probe, but it names no account. */
    private boolean connectsWithKey() {
        var page = entersKey();
        return page.status() == 0 && Return.of(page.uri()).status().equals("consented");
    }

    private Page entersKey() {
        var forms = new Forms(new Browser());
        var form = forms.open(consents.begin(platform, ids.next(), FakeProviderResource.KEY_IN_HEADER));
        return forms.enter(form, Map.of("key", Marks.secret("key")));
    }

    private Return consents() {
        return Consents.consent(consents.begin(platform, fake));
    }

    private static Answer json(String body) {
        return Answer.text(200, "application/json", body);
    }

    private static Arguments row(String name, Answer answer) {
        return Arguments.of(name, answer);
    }
}
