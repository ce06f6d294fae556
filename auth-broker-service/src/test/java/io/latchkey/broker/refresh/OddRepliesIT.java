package io.latchkey.broker.refresh;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.broker.FactLog;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.contracts.credential.CredentialFact.CredentialInDoubt;
import io.latchkey.contracts.credential.CredentialFact.CredentialRefused;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.latchkey.testkit.time.MovingClock;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A provider that rotates answers a refresh in odd ways: the grant lives on, and nothing that was known is lost. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class OddRepliesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @Inject
    Seeds seeds;

    @Inject
    MovingClock clock;

    Tokens tokens;
    FakeProvider fake;
    Platform platform;

    @BeforeEach
    void callers() {
        seeds.forgetDueRefreshes();
        fake.reset();
        platform = new Platform(tokens);
    }

    @AfterEach
    void putRight() {
        clock.reset();
        fake.reset();
        seeds.forgetDueRefreshes();
    }

    static Stream<Arguments> wrappings() {
        return Stream.of(
                wrapping("a byte order mark", json -> BYTE_ORDER_MARK + json, UTF_8, "application/json"),
                wrapping("UTF-16", json -> BYTE_ORDER_MARK + json, UTF_16LE, "application/json"),
                wrapping("leading space", json -> "\r\n\t " + json, UTF_8, "application/json"),
                wrapping("another type", json -> json, UTF_8, "text/html; charset=iso-8859-1"),
                wrapping("a form's type", json -> json, UTF_8, "application/x-www-form-urlencoded"),
                wrapping("a tail", json -> json + "\n<!-- node 3 -->", UTF_8, "application/json"),
                wrapping("an array", json -> "[" + json + "]", UTF_8, "application/json"),
                wrapping("a text", OddRepliesIT::quoted, UTF_8, "application/json"),
                wrapping("a warning", json -> "<br /><b>Notice</b>: x " + json, UTF_8, "text/html"),
                wrapping("a fault", json -> "{\"x\":undefined," + json.substring(1), UTF_8, "application/json"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrappings")
    void theTokensAreFoundIn(String name, Function<String, String> form, Charset charset, String type) {
        var connection = refreshedWith(
                reply -> Answer.bytes(200, type, form.apply(json(reply)).getBytes(charset)));

        serves(connection, 2);
        fake.reset();
        clock.advance(Duration.ofSeconds(31));
        platform.refresh(connection).statusCode(200).body("credentialVersion", equalTo(3));
    }

    static Stream<Arguments> members() {
        return Stream.of(
                member("error", ""),
                member("error", null),
                member("error", Map.of()),
                member("error", "slow_down"),
                member("error", Map.of("code", "partial")),
                member("scope", ""),
                member("scope", null),
                member("scope", List.of()),
                member("scope", 7),
                member("token_type", "bot"),
                member("token_type", null),
                member("token_type", 7),
                member("token_type", "a\nb"),
                member("expires_in", 0),
                member("expires_in", -1),
                member("expires_in", null),
                member("expires_in", "soon"),
                member("expires_in", 1e300),
                member("expires_in", Map.of("s", 1)),
                member("refresh_expires_in", -62135596800L),
                member("expires_at", "-169108099-01-01T00:00:00Z"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("members")
    void anOddMemberErasesNothing(String name, Object value) {
        var connection = refreshedWith(reply -> {
            reply.put(name, value);
            return Answer.json(200, reply);
        });
        var document = document(connection);

        serves(connection, 2);
        assertThat(document.grant().permissions().granted()).containsExactly("profile");
        assertThat(document.material().life()).contains(Duration.ofMinutes(5));
        assertThat(document.account().label()).endsWith("@fake.example");
        assertThat(fake.received(Endpoint.TOKEN)).hasSize(1);
    }

    static Stream<Arguments> unreadableRefreshTokens() {
        var values = Stream.<Object>of(
                        7, Map.of("token", "t"), List.of("t"), "a\nb", "", " ", "null", false, List.of(), Map.of())
                .map(value -> form("= " + value, reply -> Answer.json(200, with(reply, value))));
        return Stream.concat(
                values,
                Stream.of(
                        form("= null", reply -> Answer.json(200, with(reply, null))),
                        form("in another spelling", reply -> Answer.json(200, named("refreshToken", reply))),
                        form(
                                "elsewhere",
                                reply -> Answer.json(
                                        200,
                                        Map.of(
                                                "refresh",
                                                Map.of("token", "r"),
                                                "access_token",
                                                reply.get("access_token"),
                                                "expires_in",
                                                300))),
                        form("cut before the member", reply -> text(accessTokenAlone(reply) + ",")),
                        form("cut in its name", reply -> text(accessTokenAlone(reply) + ",\"refresh_to")),
                        form("cut in its value", reply -> text(accessTokenAlone(reply) + ",\"refresh_token\":\"r")),
                        form("cut by the connection", reply -> Answer.brokenOff(without(reply))),
                        form(
                                "in a form that cannot be decoded",
                                reply -> text("access_token=" + reply.get("access_token")
                                        + "&expires_in=300&refresh_token=%ZZ"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadableRefreshTokens")
    void aRefreshTokenThatCannotBeReadPutsTheRefreshInDoubt(String name, Function<Map<String, Object>, Answer> form) {
        isInDoubtUntilAReplayIsRead(seeds.connection(fake), form);
    }

    @Test
    void soDoesOneThatIsMissingWhereTheCatalogSaysThatItIsRenewed() {
        var connection = seeds.connection(fake, FakeProviderResource.ROTATES, "acme", null);

        isInDoubtUntilAReplayIsRead(connection, reply -> Answer.json(200, without(reply)));
    }

    @Test
    void soDoesOneThatIsMissingWhereItWasRenewedBefore() {
        var connection = seeds.connection(fake);
        clock.advance(Duration.ofMinutes(6));
        serves(connection, 2);

        isInDoubtUntilAReplayIsRead(connection, reply -> Answer.json(200, without(reply)));
    }

    @Test
    void oneThatIsMissingIsKeptWhereNothingIsKnownOfRotation() {
        var connection = refreshedWith(reply -> Answer.json(200, without(reply)));

        serves(connection, 2);
        assertThat(document(connection).grant().rotates()).isFalse();
        assertThat(FactLog.of(connection, CredentialInDoubt.class)).isEmpty();
    }

    private void isInDoubtUntilAReplayIsRead(UUID connection, Function<Map<String, Object>, Answer> form) {
        var before = (int) seeds.stored(connection).orElseThrow().version();
        var rotated = document(connection).grant().rotates();
        fake.reset();
        fake.behaviour().answerTokens(form);
        clock.advance(Duration.ofMinutes(6));

        serves(connection, before + 1);
        assertThat(document(connection).grant().rotates()).isEqualTo(rotated);
        await().atMost(SOON).untilAsserted(() -> assertThat(FactLog.of(connection, CredentialInDoubt.class))
                .singleElement()
                .satisfies(fact -> assertThat(fact.credentialVersion()).isEqualTo(before + 1)));
        fake.reset();
        fake.next(Endpoint.TOKEN, Answer.json(200, Map.of("access_token", "a3", "refresh_token", "r3")));
        clock.advance(Duration.ofSeconds(11));
        await().atMost(SOON).until(() -> seeds.stored(connection).orElseThrow().version() == before + 2);
    }

    static Stream<Arguments> accessTokens() {
        return Stream.of(null, "", " ", 7, true, Map.of("a", 1), "a\nb").map(Arguments::of);
    }

    @ParameterizedTest
    @MethodSource("accessTokens")
    void aRefreshTokenIsStoredEvenWithoutAnAccessToken(Object accessToken) {
        var connection = seeds.connection(fake);
        var before = OAuth2Tokens.of(document(connection).material());
        fake.reset();
        fake.behaviour().answerTokens(reply -> {
            reply.put("access_token", accessToken);
            return Answer.json(200, reply);
        });

        platform.refresh(connection).statusCode(503).body("cause", equalTo("refresh_token_only"));

        var after = OAuth2Tokens.of(document(connection).material());
        assertThat(after.refreshToken()).isNotEqualTo(before.refreshToken());
        assertThat(after.accessToken()).isEqualTo(before.accessToken());
        assertThat(after.accessTokenExpiresAt()).isEqualTo(before.accessTokenExpiresAt());
        fake.reset();
        serves(connection, 2);
        clock.advance(Duration.ofMinutes(6));
        serves(connection, 3);
        assertThat(FactLog.of(connection, CredentialRefused.class)).isEmpty();
    }

    static Stream<Arguments> forms() {
        return Stream.of(
                form("201", reply -> Answer.json(201, reply)),
                form("203", reply -> Answer.json(203, reply)),
                form("302", reply -> Answer.json(302, reply)),
                form("400", reply -> Answer.json(400, reply)),
                form("503", reply -> Answer.json(503, reply)),
                form("cut after the body", Answer::brokenOff));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void tokensAreTokensWhateverTheStatus(String name, Function<Map<String, Object>, Answer> form) {
        serves(refreshedWith(form), 2);
    }

    @Test
    void whatAnErrorRepeatsOfTheRequestIsNoNewToken() {
        var connection = seeds.connection(fake);
        var before = OAuth2Tokens.of(document(connection).material());
        fake.reset();
        fake.next(
                Endpoint.TOKEN,
                Answer.json(
                        503,
                        Map.of(
                                "error",
                                "server_error",
                                "refresh_token",
                                before.refreshToken().reveal())));
        fake.next(Endpoint.TOKEN, Answer.json(503, Map.of("error", "server_error", "refresh_token", "****")));

        platform.refresh(connection).statusCode(503).body("cause", equalTo("server_error"));
        platform.refresh(connection).statusCode(503).body("cause", equalTo("server_error"));

        assertThat(OAuth2Tokens.of(document(connection).material())).isEqualTo(before);
    }

    @Test
    void theSchemeOfTheHeaderIsTheCataloguesEverywhere() {
        var connection = seeds.connection(fake, FakeProviderResource.OTHER_SCHEME, "acme", null);
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));

        assertThat(fake.received(Endpoint.USERINFO)).hasSize(2).allSatisfy(request -> assertThat(
                        request.headers().getFirst("Authorization"))
                .startsWith("Zoho-oauthtoken "));

        platform.read(connection)
                .statusCode(200)
                .body(
                        "headers.Authorization",
                        equalTo("Zoho-oauthtoken "
                                + OAuth2Tokens.of(document(connection).material())
                                        .accessToken()
                                        .reveal()));
    }

    @Test
    void anExchangeThatBringsOnlyARefreshTokenIsCompletedByARefresh() {
        fake.behaviour().answerTokens(reply -> {
            fake.behaviour().answerTokens(plain -> Answer.json(200, plain));
            reply.remove("access_token");
            return Answer.json(200, reply);
        });

        serves(seeds.connection(fake), 1);
    }

    @Test
    void anExchangeThatTellsNoScopeOrLifeGrantsWhatWasAskedFor() {
        fake.behaviour().answerTokens(reply -> {
            reply.put("scope", "");
            reply.put("expires_in", "0");
            return Answer.json(200, reply);
        });
        var connection = seeds.connection(fake);

        platform.read(connection)
                .statusCode(200)
                .body("permissions.granted", equalTo(List.of("profile")))
                .body("accessTokenExpiresAt", nullValue());
    }

    private UUID refreshedWith(Function<Map<String, Object>, Answer> form) {
        var connection = seeds.connection(fake);
        fake.reset();
        fake.behaviour().answerTokens(form);
        clock.advance(Duration.ofMinutes(6));
        platform.read(connection).statusCode(200);
        return connection;
    }

    private void serves(UUID connection, int version) {
        var token = platform.read(connection)
                .statusCode(200)
                .body("credentialVersion", equalTo(version))
                .extract()
                .<String>path("headers.Authorization");
        assertThat(token).startsWith("Bearer ");
        assertThat(fake.behaviour().accepts(token.substring("Bearer ".length())))
                .isTrue();
    }

    private CredentialDocument document(UUID connection) {
        return seeds.stored(connection).orElseThrow().document();
    }

    private static Answer text(String body) {
        return Answer.text(200, "application/json", body);
    }

    private static String accessTokenAlone(Map<String, Object> reply) {
        return "{\"expires_in\":300,\"access_token\":\"" + reply.get("access_token") + '"';
    }

    private static Map<String, Object> without(Map<String, Object> reply) {
        reply.remove("refresh_token");
        return reply;
    }

    private static Map<String, Object> with(Map<String, Object> reply, Object refreshToken) {
        reply.put("refresh_token", refreshToken);
        return reply;
    }

    private static Map<String, Object> named(String name, Map<String, Object> reply) {
        reply.put(name, reply.remove("refresh_token"));
        return reply;
    }

    private static Arguments wrapping(String name, Function<String, String> form, Charset charset, String type) {
        return Arguments.of(name, form, charset, type);
    }

    private static Arguments member(String name, Object value) {
        return Arguments.of(name, value);
    }

    private static Arguments form(String name, Function<Map<String, Object>, Answer> form) {
        return Arguments.of(name, form);
    }

    private static String json(Map<String, Object> reply) {
        try {
            return JSON.writeValueAsString(new HashMap<>(reply));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String quoted(String json) {
        return JSON.getNodeFactory().textNode(json).toString();
    }
}
