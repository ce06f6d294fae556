package io.latchkey.broker.consent.completion;

import static io.latchkey.broker.consent.Consents.consent;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Authorizations;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.consent.Consents.Begun;
import io.latchkey.broker.consent.HeldCredentials;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import io.latchkey.local.server.Database;
import io.latchkey.local.server.VaultServer;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The last step: by whom, when, how often, and against whom. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class CompletionIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Authorizations authorizations;

    @Inject
    HeldCredentials heldCredentials;

    @Inject
    SecretStore store;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    VaultServer vault;
    Database database;

    private String account;
    private Platform platform;
    private Begun begun;

    @BeforeEach
    void begin() {
        fake.reset();
        account = "account-" + ids.next();
        fake.behaviour().signIn(account);
        platform = new Platform(tokens);
        begun = consents.begin(platform, fake);
    }

    @AfterEach
    void resetClock() {
        clock.reset();
        fake.behaviour().grantOnly(null);
    }

    @Test
    void whatConsentBroughtBecomesTheCredentialAndIsTold() {
        var code = code();

        consents.complete(platform, begun, code)
                .statusCode(200)
                .body("connectionId", equalTo(begun.connection().toString()))
                .body("tenant", equalTo("acme"))
                .body("generation", equalTo(1))
                .body("credentialVersion", equalTo(1))
                .body("authorizationId", equalTo(begun.id().toString()))
                .body("account.id", equalTo(account))
                .body("account.label", equalTo(account + "@fake.example"))
                .body("modules", equalTo(List.of("contact-sync")))
                .body("permissions.requested", equalTo(List.of("files:read", "profile")))
                .body("permissions.granted", equalTo(List.of("files:read", "profile")))
                .body("permissions.missing", equalTo(List.of()));

        platform.read(begun.connection()).statusCode(200).body("headers.Authorization", startsWith("Bearer "));
        await().atMost(SOON).untilAsserted(() -> assertThat(authorized()).hasSize(1));
    }

    @Test
    void beforeItNothingIsInVault() {
        assertThat(code()).isNotEmpty();

        assertThat(seeds.stored(begun.connection())).isEmpty();
        platform.read(begun.connection())
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-pending"));
    }

    @Test
    void repeatedItGivesTheSameAnswer() {
        var code = code();
        var first = consents.complete(platform, begun, code)
                .statusCode(200)
                .extract()
                .asString();

        var second = consents.complete(platform, begun, code)
                .statusCode(200)
                .extract()
                .asString();

        assertThat(second).isEqualTo(first);
        assertThat(seeds.stored(begun.connection()).orElseThrow().version()).isEqualTo(1);
    }

    @Test
    void askedForManyTimesAtOnceItHappensOnce() {
        var code = code();

        var answers = IntStream.range(0, 6)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> consents.complete(platform, begun, code).extract().asString()))
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join).distinct()).hasSize(1);
        assertThat(seeds.stored(begun.connection()).orElseThrow().version()).isEqualTo(1);
        await().atMost(SOON).untilAsserted(() -> assertThat(authorized()).hasSize(1));
    }

    @Test
    void aCodeOrVerifierThatIsNotItsOwnIsRefusedAndCanBeCorrected() {
        var code = code();
        var withoutVerifier = Consents.completion(begun.connection(), code);
        withoutVerifier.remove("codeVerifier");
        var otherVerifier = Consents.completion(begun.connection(), code);
        otherVerifier.put("codeVerifier", "another-verifier-of-sufficient-length-0123456789");

        consents.complete(platform, begun, "guess")
                .statusCode(400)
                .body("type", equalTo("urn:latchkey:problem:invalid-code"))
                .body("field", equalTo("code"));
        consents.complete(platform, begun, withoutVerifier).statusCode(400);
        consents.complete(platform, begun, otherVerifier).statusCode(400);
        consents.complete(platform, begun, code).statusCode(200);
    }

    @Test
    void aVerifierForAnAuthorizationWithoutAChallengeIsRefusedAndTheCodeAloneCompletesIt() {
        var request = Consents.request(ids.next());
        request.remove("codeChallenge");
        var connection = (UUID) request.get("connectionId");
        var withoutChallenge = Consents.begun(connection, Consents.post(platform, "", request));
        var code = Consents.consent(withoutChallenge).code().orElseThrow();
        var withoutVerifier = Consents.completion(connection, code);
        withoutVerifier.remove("codeVerifier");

        consents.complete(platform, withoutChallenge, code)
                .statusCode(400)
                .body("type", equalTo("urn:latchkey:problem:invalid-request"))
                .body("field", equalTo("codeVerifier"));
        consents.complete(platform, withoutChallenge, withoutVerifier).statusCode(200);
    }

    @Test
    void onlyWhoBeganItCompletesIt() {
        var code = code();
        for (var part : List.of("issuer", "subject", "client")) {
            var principal = new HashMap<>(Consents.ADA);
            principal.put(part, "other");
            var body = Consents.completion(begun.connection(), code);
            body.put("principal", principal);

            consents.complete(platform, begun, body)
                    .statusCode(403)
                    .body("type", equalTo("urn:latchkey:problem:not-the-initiator"));
        }
        consents.complete(platform, begun, code).statusCode(200);
    }

    @Test
    void forAnotherTenantOrAnotherConnectionItDoesNotExist() {
        var code = code();
        var ofGlobex = Consents.completion(begun.connection(), code);
        ofGlobex.put("tenant", "globex");

        consents.complete(platform, begun, ofGlobex).statusCode(404);
        consents.complete(platform, begun, Consents.completion(ids.next(), code))
                .statusCode(404);
    }

    @Test
    void beforeTheBrowserIsBackThereIsNothingToComplete() {
        consents.complete(platform, begun, "any")
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-created"))
                .body("authorizationStatus", equalTo("created"));
    }

    @Test
    void tooLateItIsRefusedAndWhatConsentBroughtIsGivenBack() throws SQLException {
        var code = code();
        clock.advance(Duration.ofMinutes(10));

        consents.complete(platform, begun, code)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-expired"));

        await().atMost(SOON)
                .untilAsserted(() -> assertThat(forgotten()).singleElement().satisfies(fact -> {
                    assertThat(fact.cause()).isEqualTo("unredeemed");
                    assertThat(fact.revocation().revokedAtProvider().code()).isEqualTo("true");
                }));
        assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty();
        assertThat(exchangesAtRest()).isZero();
    }

    @Test
    void ofTwoReauthorizationsTheFirstCompletedWinsAndTheOtherIsSuperseded() {
        consents.complete(platform, begun, code()).statusCode(200);
        var one = consents.begin(platform, begun.connection());
        var other = consents.begin(platform, begun.connection());
        var codeOfOne = consent(one).code().orElseThrow();
        var codeOfOther = consent(other).code().orElseThrow();

        consents.complete(platform, other, codeOfOther).statusCode(200).body("generation", equalTo(2));
        consents.complete(platform, one, codeOfOne)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:authorization-superseded"));

        platform.read(begun.connection()).statusCode(200).body("generation", equalTo(2));
        await().atMost(SOON).untilAsserted(() -> assertThat(forgotten())
                .filteredOn(fact -> fact.cause().equals("superseded"))
                .singleElement()
                .satisfies(fact ->
                        assertThat(fact.revocation().revokedAtProvider().code()).isEqualTo("left")));
        platform.refresh(begun.connection()).statusCode(200);
    }

    @Test
    void twoReauthorizationsCompletedAtOnceMakeOneGeneration() {
        consents.complete(platform, begun, code()).statusCode(200);
        var attempts =
                List.of(consents.begin(platform, begun.connection()), consents.begin(platform, begun.connection()));
        var codes = attempts.stream().map(a -> consent(a).code().orElseThrow()).toList();

        var statuses = IntStream.range(0, 2)
                .mapToObj(i ->
                        CompletableFuture.supplyAsync(() -> consents.complete(platform, attempts.get(i), codes.get(i))
                                .extract()
                                .statusCode()))
                .map(CompletableFuture::join)
                .toList();

        assertThat(statuses).containsExactlyInAnyOrder(200, 409);
        platform.read(begun.connection()).statusCode(200).body("generation", equalTo(2));
    }

    @Test
    void anAbandonedReauthorizationHarmsNothing() {
        consents.complete(platform, begun, code()).statusCode(200);
        assertThat(consent(consents.begin(platform, begun.connection())).code()).isPresent();
        clock.advance(Duration.ofMinutes(11));

        await().atMost(SOON).untilAsserted(() -> assertThat(forgotten())
                .filteredOn(fact -> fact.cause().equals("unredeemed"))
                .singleElement()
                .satisfies(fact ->
                        assertThat(fact.revocation().revokedAtProvider().code()).isEqualTo("left")));
        platform.refresh(begun.connection()).statusCode(200).body("generation", equalTo(1));
    }

    @Test
    void aNarrowerGrantSaysWhatIsMissing() {
        fake.behaviour().grantOnly("openid");

        consents.complete(platform, begun, code())
                .statusCode(200)
                .body("permissions.granted", equalTo(List.of("profile")))
                .body("permissions.missing", equalTo(List.of("files:read")))
                .body("permissions.noLongerNeeded", equalTo(List.of()));
        platform.read(begun.connection())
                .statusCode(200)
                .body("permissions.requested", equalTo(List.of("files:read", "profile")))
                .body("permissions.granted", equalTo(List.of("profile")))
                .body("permissions.missing", equalTo(List.of("files:read")))
                .body("permissions.noLongerNeeded", equalTo(List.of()));
    }

    @Test
    void aConnectionDeletedDuringConsentIsNotCompletedAndNothingIsLeft() {
        var code = code();
        platform.close(begun.connection(), false).statusCode(202);

        consents.complete(platform, begun, code).statusCode(404);

        await().atMost(SOON).untilAsserted(() -> assertThat(exchangesAtRest()).isZero());
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(fake.received(Endpoint.REVOKE)).isNotEmpty());
        assertThat(seeds.stored(begun.connection())).isEmpty();
    }

    @Test
    void oneThatDiedBetweenVaultAndTheDatabaseIsFinishedByWhoeverComesNext() {
        var code = code();
        var connection = new ConnectionPath("acme", begun.connection());
        var stored = Seeds.run(() -> Panache.withSession(() -> authorizations.of(begun.id(), connection))
                .chain(found -> heldCredentials.open(found.orElseThrow()))
                .map(brought -> brought.completedAs(1, ids.next(), clock.instant()))
                .chain(document -> store.write(connection, document, 0)));
        assertThat(stored.version()).isEqualTo(1);

        platform.refresh(begun.connection()).statusCode(200).body("generation", equalTo(1));

        consents.complete(platform, begun, code)
                .statusCode(200)
                .body("generation", equalTo(1))
                .body("credentialVersion", equalTo(1));
        await().atMost(SOON).untilAsserted(() -> assertThat(authorized()).hasSize(1));
    }

    @Test
    void aCodeThatLapsesAfterItsDocumentWasStoredIsRedeemed() {
        var code = code();
        var connection = new ConnectionPath("acme", begun.connection());
        var stored = Seeds.run(() -> Panache.withSession(() -> authorizations.of(begun.id(), connection))
                .chain(found -> heldCredentials.open(found.orElseThrow()))
                .map(brought -> brought.completedAs(1, ids.next(), clock.instant()))
                .chain(document -> store.write(connection, document, 0)));
        clock.advance(Duration.ofMinutes(11));

        consents.complete(platform, begun, code)
                .statusCode(200)
                .body("generation", equalTo(1))
                .body("credentialVersion", equalTo((int) stored.version()));
        consents.complete(platform, begun, code).statusCode(200);
    }

    @Test
    void whileVaultIsSealedItWaitsAndAfterwardsItWorks() {
        var code = code();
        vault.seal();
        try {
            consents.complete(platform, begun, code).statusCode(503).header("Retry-After", notNullValue());
        } finally {
            vault.unseal();
        }
        await().atMost(SOON)
                .untilAsserted(() -> consents.complete(platform, begun, code).statusCode(200));
    }

    private String code() {
        return consent(begun).code().orElseThrow();
    }

    private List<CredentialAuthorized> authorized() {
        return FactLog.of(begun.connection(), CredentialAuthorized.class);
    }

    private List<CredentialForgotten> forgotten() {
        return FactLog.of(begun.connection(), CredentialForgotten.class);
    }

    private int exchangesAtRest() throws SQLException {
        try (var jdbc = database.connect();
                var query = jdbc.prepareStatement("select count(*) from authorization_attempt"
                        + " where connection_id = ? and (held_credential is not null or flow_kept is not null)")) {
            query.setObject(1, begun.connection());
            var rows = query.executeQuery();
            rows.next();
            return rows.getInt(1);
        }
    }
}
