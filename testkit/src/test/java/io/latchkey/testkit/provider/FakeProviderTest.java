package io.latchkey.testkit.provider;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.latchkey.testkit.canary.Marks;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeProviderTest {
    /** RFC 7636, appendix B. */
    private static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    private static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    private static final String REDIRECT_URI = "http://127.0.0.1:1/oauth2/callback/fake";

    private final FakeProvider provider = FakeProvider.start();
    private final HttpClient http = HttpClient.newHttpClient();

    @AfterEach
    void close() {
        provider.close();
    }

    @Test
    void aCodeIsExchangedOnceAndOnlyWithItsVerifier() throws Exception {
        var code = consent();

        assertThat(exchange(consent(), "wrong").statusCode()).isEqualTo(400);
        assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(200);
        assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(400);
    }

    @Test
    void tokensAreMarkedAndWork() throws Exception {
        var tokens = tokens(exchange(consent(), VERIFIER));

        assertThat(tokens.path("access_token").asText()).contains(Marks.MARK);
        assertThat(tokens.path("refresh_token").asText()).contains(Marks.MARK);
        assertThat(userinfo(tokens).statusCode()).isEqualTo(200);
    }

    @Test
    void aRotatedRefreshTokenKillsTheGrantWhenItIsUsedAgain() throws Exception {
        var first = tokens(exchange(consent(), VERIFIER));
        var second = tokens(refresh(first));

        assertThat(refresh(first).statusCode()).isEqualTo(400);
        assertThat(refresh(second).statusCode()).isEqualTo(400);
        assertThat(userinfo(second).statusCode()).isEqualTo(401);
    }

    @Test
    void aRevocationEndsTheWholeGrant() throws Exception {
        var tokens = tokens(exchange(consent(), VERIFIER));

        post(Endpoint.REVOKE, Map.of("token", tokens.path("refresh_token").asText()));

        assertThat(userinfo(tokens).statusCode()).isEqualTo(401);
        assertThat(provider.received(Endpoint.REVOKE)).hasSize(1);
    }

    @Test
    void aStrangersSecretIsRefused() throws Exception {
        var request = HttpRequest.newBuilder(URI.create(provider.url(Endpoint.TOKEN)))
                .header("Authorization", basic("latchkey-client", "guessed"))
                .POST(HttpRequest.BodyPublishers.ofString("grant_type=refresh_token"))
                .build();

        assertThat(http.send(request, HttpResponse.BodyHandlers.ofString()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void scriptedAnswersComeInOrderAndThenItsOwn() throws Exception {
        provider.next(Endpoint.TOKEN, Answer.status(503));
        provider.next(Endpoint.TOKEN, Answer.text(200, "text/html", "<html>"));
        provider.next(Endpoint.TOKEN, Answer.cut());
        var code = consent();

        assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(503);
        assertThat(exchange(code, VERIFIER).body()).isEqualTo("<html>");
        assertThatThrownBy(() -> exchange(code, VERIFIER)).isInstanceOf(IOException.class);
        assertThat(exchange(code, VERIFIER).statusCode()).isEqualTo(200);
    }

    @Test
    void aHeldRequestIsCarriedOutBeforeItIsAnswered() throws Exception {
        var tokens = tokens(exchange(consent(), VERIFIER));
        var released = new CountDownLatch(1);
        provider.holdNext(Endpoint.REVOKE, released);

        var answer = http.sendAsync(
                request(
                        Endpoint.REVOKE,
                        Map.of("token", tokens.path("access_token").asText())),
                HttpResponse.BodyHandlers.ofString());
        Awaitility.await().until(() -> !provider.behaviour()
                .accepts(tokens.path("access_token").asText()));

        assertThat(answer).isNotDone();
        released.countDown();
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
    }

    private String consent() throws Exception {
        var url = provider.url(Endpoint.AUTHORIZE) + "?"
                + form(Map.of(
                        "client_id",
                        provider.behaviour().clientId(),
                        "redirect_uri",
                        REDIRECT_URI,
                        "scope",
                        "contacts:read",
                        "state",
                        "s",
                        "code_challenge",
                        CHALLENGE,
                        "code_challenge_method",
                        "S256"));
        var answer = http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.discarding());
        var location = answer.headers().firstValue("Location").orElseThrow();
        return location.replaceAll(".*[?&]code=([^&]*).*", "$1");
    }

    private HttpResponse<String> exchange(String code, String verifier) throws Exception {
        return post(
                Endpoint.TOKEN,
                Map.of(
                        "grant_type", "authorization_code",
                        "code", code,
                        "redirect_uri", REDIRECT_URI,
                        "code_verifier", verifier));
    }

    private HttpResponse<String> refresh(JsonNode tokens) throws Exception {
        return post(
                Endpoint.TOKEN,
                Map.of(
                        "grant_type",
                        "refresh_token",
                        "refresh_token",
                        tokens.path("refresh_token").asText()));
    }

    private HttpResponse<String> userinfo(JsonNode tokens) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(provider.url(Endpoint.USERINFO)))
                .header("Authorization", "Bearer " + tokens.path("access_token").asText())
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(Endpoint endpoint, Map<String, String> form) throws Exception {
        return http.send(request(endpoint, form), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest request(Endpoint endpoint, Map<String, String> form) {
        var behaviour = provider.behaviour();
        return HttpRequest.newBuilder(URI.create(provider.url(endpoint)))
                .header("Authorization", basic(behaviour.clientId(), behaviour.clientSecret()))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form(form)))
                .build();
    }

    private static String basic(String id, String secret) {
        var pair = URLEncoder.encode(id, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }

    private static JsonNode tokens(HttpResponse<String> answer) throws IOException {
        assertThat(answer.statusCode()).isEqualTo(200);
        return Answer.JSON.readTree(answer.body());
    }

    private static String form(Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .map(parameter -> parameter.getKey() + "=" + URLEncoder.encode(parameter.getValue(), UTF_8))
                .collect(Collectors.joining("&"));
    }
}
