package io.latchkey.broker.method.oauth2.device;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.broker.upstream.Declared;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.ProviderResponse;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses to device authorization requests (RFC 8628, section 3.2). */
class DeviceAuthorizationParserTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private static JsonObject good() {
        return new JsonObject()
                .put("device_code", "device")
                .put("user_code", "WDJB-MJHT")
                .put("verification_uri", "https://acme.example/device")
                .put("verification_uri_complete", "https://acme.example/device?user_code=WDJB-MJHT")
                .put("expires_in", 900)
                .put("interval", 7);
    }

    private static DeviceAuthorization read(JsonObject body) {
        return read(body.encode());
    }

    private static DeviceAuthorization read(String body) {
        var headers = MultiMap.caseInsensitiveMultiMap().set("Content-Type", "application/json");
        var answer = new ProviderResponse(200, headers, body.getBytes(UTF_8), false);
        return DeviceAuthorizationParser.read(answer, Declared.none(), NOW);
    }

    private static void assertRefused(JsonObject body, String detail) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ProviderException.class, refused -> assertThat(
                        refused.failure().detail())
                .isEqualTo(detail));
    }

    @Test
    void everyMemberIsRead() {
        var read = read(good());

        assertThat(read.deviceCode().reveal()).isEqualTo("device");
        assertThat(read.step().userCode()).isEqualTo("WDJB-MJHT");
        assertThat(read.step().verificationUri()).hasToString("https://acme.example/device");
        assertThat(read.step().verificationUriComplete()).hasQuery("user_code=WDJB-MJHT");
        assertThat(read.step().life()).hasSeconds(900);
        assertThat(read.step().interval()).hasSeconds(7);
    }

    @Test
    void whatIsSealedIsUnsealed() {
        var read = read(good());
        var plain = read(without("verification_uri_complete"));

        assertThat(DeviceAuthorization.unsealed(read.sealed())).isEqualTo(read);
        assertThat(DeviceAuthorization.unsealed(plain.sealed())).isEqualTo(plain);
    }

    @Test
    void noTextOfItRevealsACode() {
        assertThat(read(good()).toString()).doesNotContain("WDJB").doesNotContain("deviceCode=device");
    }

    @Test
    void anotherNameOfTheVerificationUriIsUnderstood() {
        var body = good();
        body.put("verification_url", body.remove("verification_uri"));

        assertThat(read(body).step().verificationUri()).hasHost("acme.example");
    }

    private static JsonObject without(String member) {
        var body = good();
        body.remove(member);
        return body;
    }

    @Test
    void withoutAnIntervalPollsAreFiveSecondsApart() {
        assertThat(read(without("interval")).step().interval()).hasSeconds(5);
    }

    @ParameterizedTest
    @CsvSource({"0, 5", "-3, 5", "'\"soon\"', 5", "null, 5", "'\"9\"', 9", "2.5, 3", "{}, 5"})
    void aSenselessIntervalIsReplaced(String interval, long seconds) {
        var body = good().encode().replace("\"interval\":7", "\"interval\":" + interval);

        assertThat(read(body).step().interval()).hasSeconds(seconds);
    }

    @ParameterizedTest
    @ValueSource(longs = {900, 1_000_000_000, Long.MAX_VALUE})
    void anIntervalInWhichTheCodeExpiresIsRefused(long interval) {
        assertRefused(good().put("interval", interval), "interval_too_long");
    }

    @ParameterizedTest
    @CsvSource({"0", "-1", "1000000000", "1e300", "'\"never\"'", "null"})
    void anAbsurdLifeIsReplacedByHalfAnHour(String life) {
        var body = good().encode().replace("\"expires_in\":900", "\"expires_in\":" + life);

        assertThat(read(body).step().life()).hasMinutes(30);
        assertThat(read(without("expires_in")).step().life()).hasMinutes(30);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://acme.example/device",
                "javascript:alert(1)",
                "data:text/html,x",
                "//acme.example/device",
                "https://user@acme.example/",
                "https:device",
                "not a uri",
                ""
            })
    void aPageWithoutHttpsIsRefusedAndALinkToOneIsLeftOut(String page) {
        assertRefused(good().put("verification_uri", page), "no_verification_uri");
        assertThat(read(good().put("verification_uri_complete", page)).step().verificationUriComplete())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"<b>ABCD</b>", "AB\"CD", "A\nB", "-ABCD", " ", "\u202eABCD"})
    void aUserCodeThatIsNoCodeIsRefused(String code) {
        assertRefused(good().put("user_code", code), "no_user_code");
    }

    @Test
    void anEndlessCodeIsRefused() {
        assertRefused(good().put("user_code", "A".repeat(10_240)), "no_user_code");
        assertRefused(good().put("device_code", "A".repeat(10_240)), "no_device_code");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AB CD", "123-456-789", "Ünïcode", "ABCD.EFGH_1"})
    void otherFormsOfUserCodesAreUnderstood(String code) {
        assertThat(read(good().put("user_code", code)).step().userCode()).isEqualTo(code);
    }

    @Test
    void aCodeOfDigitsMayBeANumber() {
        assertThat(read(good().put("user_code", 123456)).step().userCode()).isEqualTo("123456");
    }

    @Test
    void anErrorWithASuccessStatusIsAnError() {
        assertRefused(new JsonObject().put("error", "unauthorized_client"), "unauthorized_client");
    }
}
