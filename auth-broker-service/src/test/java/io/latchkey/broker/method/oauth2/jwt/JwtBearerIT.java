package io.latchkey.broker.method.oauth2.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.method.Entering;
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
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.security.Key;
import java.security.KeyPair;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection by a key of the user, from the form to its end. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class JwtBearerIT {
    private static final KeyPair RSA = Keys.rsa();
    private static final KeyPair EC = Keys.ec("secp256r1");
    private static final String HEX = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    @Inject
    Consents consents;

    @Inject
    Seeds seeds;

    @Inject
    Ids ids;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;

    private final String account = new JsonObject()
            .put("type", "service_account")
            .put("private_key_id", "key-7")
            .put("private_key", Keys.pkcs8(RSA))
            .put("client_email", "robot@fake.example")
            .put("note", Marks.secret("account"))
            .encodePrettily();
    private Platform platform;

    @BeforeEach
    void issue() {
        Marks.watch(HEX);
        Marks.watch(Keys.pkcs8(RSA).lines().skip(2).findFirst().orElseThrow());
        Marks.watch(Keys.pkcs8(EC).lines().skip(1).findFirst().orElseThrow());
        fake.reset();
        platform = new Platform(tokens);
        fake.always(Endpoint.TOKEN, exchange -> Answer.json(
                        200, Map.of("access_token", Marks.secret("traded"), "expires_in", 300))
                .to(exchange));
        fake.always(Endpoint.USERINFO, Answer.json(200, Map.of("sub", "account-1", "email", "ada@fake.example")));
    }

    @AfterEach
    void putRight() {
        seeds.forgetDueRefreshes();
        clock.reset();
        fake.reset();
    }

    private Entering person(String provider) {
        return new Entering(consents, platform, provider);
    }

    private UUID serviceAccount() {
        return person(FakeMethods.SERVICE_ACCOUNT).completed(ids.next(), Map.of("account", account));
    }

    private String token(UUID connection) {
        return platform.read(connection).statusCode(200).extract().path("accessToken");
    }

    private static JwtClaims verified(String token, Key key) throws Exception {
        var jws = new JsonWebSignature();
        jws.setCompactSerialization(token);
        jws.setKey(key);
        assertThat(jws.verifySignature()).isTrue();
        return JwtClaims.parse(jws.getPayload());
    }

    @Test
    void anAssertionOfAServiceAccountIsTradedForATokenThatIsHandedOutAlone() throws Exception {
        var connection = serviceAccount();

        var request = fake.received(Endpoint.TOKEN).get(0);
        assertThat(request.form())
                .containsOnlyKeys("grant_type", "assertion")
                .containsEntry("grant_type", "urn:ietf:params:oauth:grant-type:jwt-bearer");
        var claims = verified(request.form().get("assertion"), RSA.getPublic());
        assertThat(claims.getIssuer()).isEqualTo("robot@fake.example");
        assertThat(claims.getAudience()).containsExactly(fake.url(Endpoint.TOKEN));
        assertThat(claims.getStringClaimValue("scope")).isEqualTo("oauth2-base profile files");
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isLessThanOrEqualTo(300);
        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("jwt"))
                .body("headers.Authorization", equalTo("Bearer " + token(connection)))
                .body(not(containsString("PRIVATE KEY")));
    }

    @Test
    void eachAssertionHasItsOwnIdAndATokenIsRenewedWithAnother() throws Exception {
        var connection = serviceAccount();
        var first = token(connection);
        clock.advance(Duration.ofMinutes(6));

        assertThat(token(connection)).isNotEqualTo(first);
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        var sent = fake.received(Endpoint.TOKEN);
        assertThat(sent).hasSize(3);
        var unique = new java.util.HashSet<String>();
        for (var request : sent) {
            unique.add(
                    verified(request.form().get("assertion"), RSA.getPublic()).getJwtId());
        }
        assertThat(unique).hasSize(3);
    }

    @Test
    void aKeyThatItsOwnerDeletedRequiresAReauthorization() {
        var connection = serviceAccount();
        clock.advance(Duration.ofMinutes(6));
        fake.next(Endpoint.TOKEN, Answer.oauthError(400, "invalid_grant"));

        platform.read(connection)
                .statusCode(409)
                .body("type", equalTo("urn:latchkey:problem:reauthorization-required"));

        var again = person(FakeMethods.SERVICE_ACCOUNT).completed(connection, Map.of("account", account));
        platform.read(connection).statusCode(200).body("generation", equalTo(2));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "no JSON",
                "{}",
                "{\"private_key\": \"none\", \"client_email\": \"a\", \"private_key_id\": \"b\"}"
            })
    void whatIsNoKeyStaysOnTheFormAndIsNotQuoted(String entered) {
        var again = person(FakeMethods.SERVICE_ACCOUNT).enter(ids.next(), Map.of("account", entered));

        assertThat(again.status()).isEqualTo(422);
        assertThat(again.text()).contains("Service account key").doesNotContain(entered);
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aTokenCanBeExchangedInAFormOfTheProvider() throws Exception {
        var end = clock.instant().plusSeconds(600).toString();
        fake.always(Endpoint.TOKEN, Answer.json(201, Map.of("token", Marks.secret("installation"), "expires_at", end)));
        var connection =
                person(FakeMethods.APP_KEY).completed(ids.next(), Map.of("app", "app-7", "key", Keys.sec1(EC)));

        var sent = fake.received(Endpoint.TOKEN).get(0).headers().getFirst("Authorization");
        assertThat(verified(sent.substring("Bearer ".length()), EC.getPublic()).getIssuer())
                .isEqualTo("app-7");
        platform.read(connection)
                .body("accessTokenExpiresAt", startsWith(end.substring(0, 19)))
                .body("headers.Authorization", equalTo("token " + token(connection)));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        fake.next(Endpoint.TOKEN, Answer.status(401));
        var refused = person(FakeMethods.APP_KEY).enter(ids.next(), Map.of("app", "app-8", "key", Keys.pkcs8(EC)));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text()).contains("did not accept this");
    }

    @Test
    void aSignedTokenCanBeTheCredentialItself() throws Exception {
        var connection = person(FakeMethods.SIGNED).completed(ids.next(), Map.of("pasted", "abc:" + HEX));

        var header = platform.read(connection).statusCode(200).extract().<String>path("headers.Authorization");
        assertThat(header).startsWith("Ghost ");
        var key = new HmacKey(HexFormat.of().parseHex(HEX));
        assertThat(verified(header.substring("Ghost ".length()), key).getAudience())
                .containsExactly("/admin/");
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        clock.advance(Duration.ofMinutes(5));
        platform.read(connection).statusCode(200).body("headers.Authorization", not(equalTo(header)));
        assertThat(fake.received(Endpoint.TOKEN)).isEmpty();
    }

    @Test
    void aDeletedConnectionLeavesNoKey() {
        var connection = serviceAccount();

        platform.close(connection, false).statusCode(202);

        platform.read(connection).statusCode(404);
        await().untilAsserted(() -> assertThat(seeds.stored(connection)).isEmpty());
    }
}
