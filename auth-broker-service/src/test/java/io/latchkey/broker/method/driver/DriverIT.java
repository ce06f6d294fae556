package io.latchkey.broker.method.driver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.method.Entering;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection for a client library, from the form to its end. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class DriverIT {
    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    Tokens tokens;

    private final String password = Marks.secret("database") + " ñ€";
    private Platform platform;
    private Entering person;

    @BeforeEach
    void person() {
        platform = new Platform(tokens);
        person = new Entering(consents, platform, FakeMethods.DATABASE);
    }

    private Map<String, String> entered() {
        return Map.of("host", "db.example", "user", "ada", "password", password);
    }

    @Test
    void theValuesAreHandedOutAsTheyWereEntered() {
        var certificate = "-----BEGIN CERTIFICATE-----\r\n" + Marks.secret("certificate") + "\r\n";
        var all = new HashMap<>(entered());
        all.put("certificate", certificate);
        var connection = person.completed(ids.next(), all);

        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("driver"))
                .body("material", equalTo(all))
                .body("accessToken", nullValue())
                .body("headers", anEmptyMap())
                .body("query", anEmptyMap());
    }

    @Test
    void theFormSaysThatNothingIsTestedAndHasAnAreaForManyLines() {
        var form = person.form(ids.next());

        assertThat(form.text())
                .contains("We cannot test credentials", "Client certificate (optional)")
                .doesNotContain("We test the credentials");
        assertThat(form.html()).contains("<textarea id=\"f-certificate\"");
    }

    @Test
    void whatIsOptionalCanBeLeftEmptyAndNothingIsVerifiable() {
        var all = new HashMap<>(entered());
        all.put("certificate", "");
        var connection = person.completed(ids.next(), all);

        platform.read(connection).statusCode(200).body("material", equalTo(entered()));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("not_verifiable"));
        platform.refresh(connection).statusCode(409).body("type", equalTo("urn:latchkey:problem:not-refreshable"));
    }

    @Test
    void aValueThatDoesNotMatchItsPatternStaysOnTheForm() {
        var all = new HashMap<>(entered());
        all.put("host", "db.example/x");

        var again = person.enter(ids.next(), all);

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("Host");
        assertThat(again.html()).doesNotContain(password);
    }

    @Test
    void theValuesAreReplacedByAReauthorizationAndDeletedWithTheConnection() {
        var connection = person.completed(ids.next(), entered());
        var next = Map.of("host", "db2.example", "user", "ada", "password", Marks.secret("next"));

        var again = person.completed(connection, next);

        platform.read(connection).statusCode(200).body("generation", equalTo(2)).body("material", equalTo(next));
        platform.close(connection, false).statusCode(202);
        platform.read(connection).statusCode(404);
        await().untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
    }
}
