package io.latchkey.broker.method.oauth1;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.FormEncoding;
import io.latchkey.broker.upstream.FormEncoding.Parameter;
import io.latchkey.catalog.oauth1.SignatureMethod;
import io.latchkey.catalog.oauth1.SignatureRules;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The examples of RFC 5849, and what its rules leave to them. */
class SignatureTest {
    private static final ProviderClient CLIENT = new ProviderClient(
            ClientRef.ofInstallation("dpf43f3p2l4k3l03"), List.of(Secret.of("kd94hf93k423kf44")), null);
    private static final SignatureRules PHOTOS = new SignatureRules(SignatureMethod.HMAC_SHA1, "Photos");

    private static UnsignedRequest request(String method, String url, String form) {
        return new UnsignedRequest(method, URI.create(url), Map.of(), FormEncoding.parsed(form), "", null, null);
    }

    private static String header(
            SigningKey key, long timestamp, String nonce, UnsignedRequest request, Parameter... p) {
        return new SignedHeader(PHOTOS, key, Instant.ofEpochSecond(timestamp), nonce).of(request, List.of(p));
    }

    @Test
    void theRequestForARequestTokenIsSignedAsInSection12() {
        assertThat(header(
                        new SigningKey(CLIENT, null, null),
                        137131200,
                        "wIjqoS",
                        request("POST", "https://photos.example.net/initiate", ""),
                        new Parameter("oauth_callback", "http://printer.example.com/ready")))
                .isEqualTo("OAuth realm=\"Photos\", oauth_consumer_key=\"dpf43f3p2l4k3l03\","
                        + " oauth_signature_method=\"HMAC-SHA1\", oauth_timestamp=\"137131200\","
                        + " oauth_nonce=\"wIjqoS\", oauth_callback=\"http%3A%2F%2Fprinter.example.com%2Fready\","
                        + " oauth_signature=\"74KNZJeDHnMBp0EMJ9ZHt%2FXKycU%3D\"");
    }

    @Test
    void theRequestForAnAccessTokenIsSignedAsInSection12() {
        assertThat(header(
                        new SigningKey(CLIENT, Secret.of("hh5s93j4hdidpola"), Secret.of("hdhd0244k9j7ao03")),
                        137131201,
                        "walatlh",
                        request("POST", "https://photos.example.net/token", ""),
                        new Parameter("oauth_verifier", "hfdp7dh39dks9884")))
                .endsWith("oauth_signature=\"gKgrFCywp7rO0OXSjdot%2FIHF7IU%3D\"");
    }

    @Test
    void aRequestToTheApiIsSignedAsInSection12() {
        assertThat(header(
                        new SigningKey(CLIENT, Secret.of("nnch734d00sl2jdk"), Secret.of("pfkkdhi9sl3r4s00")),
                        137131202,
                        "chapoH",
                        request("GET", "http://photos.example.net/photos?file=vacation.jpg&size=original", "")))
                .endsWith("oauth_signature=\"MdpQcU8iPSUjWoN%2FUDMsK2sui9I%3D\"");
    }

    /** The values {@code a2=r%20b}, {@code c@=} without a value, {@code a3=a} and {@code a3=2 q} are in it. */
    @Test
    void theBaseStringIsThatOfSection3411() {
        var protocol = List.of(
                new Parameter("oauth_consumer_key", "9djdj82h48djs9d2"),
                new Parameter("oauth_token", "kkk9d7dh3k39sjv7"),
                new Parameter("oauth_signature_method", "HMAC-SHA1"),
                new Parameter("oauth_timestamp", "137131201"),
                new Parameter("oauth_nonce", "7d8f3e4a"));

        assertThat(SignatureBase.of(
                        request("POST", "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b", "c2&a3=2+q"),
                        protocol))
                .isEqualTo(
                        "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q%26a3%3Da%26b5%3D%253D%2525"
                                + "3D%26c%2540%3D%26c2%3D%26oauth_consumer_key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_"
                                + "signature_method%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk9d7dh3k39sjv7");
    }

    /** Section 3.4.1.2. */
    @ParameterizedTest
    @CsvSource({
        "HTTP://EXAMPLE.com:80/r%20v/X?id=123, http://example.com/r%20v/X",
        "https://www.example.net:8080/?q=1, https://www.example.net:8080/",
        "https://www.example.net:443, https://www.example.net/",
        "http://www.example.net:443/a, http://www.example.net:443/a"
    })
    void schemeAndHostMustBeInLowerCaseAndDefaultPortsMustBeDropped(String url, String base) {
        var encoded = base.replace("%", "%25").replace(":", "%3A").replace("/", "%2F");

        assertThat(SignatureBase.of(request("get", url, ""), List.of())).startsWith("GET&" + encoded + "&");
    }

    /** Section 3.4.1.3.2: by code units of what is encoded, not as numbers, and not as it was before. */
    @Test
    void parametersMustBeSortedAfterTheyAreEncodedAndDuplicatesMustBeKept() {
        assertThat(SignatureBase.of(request("GET", "http://a.example/?a=2&a=10&a=2&~=1&%C3%A9=1&_=1", ""), List.of()))
                .isEqualTo(
                        "GET&http%3A%2F%2Fa.example%2F&" + "%25C3%25A9%3D1%26_%3D1%26a%3D10%26a%3D2%26a%3D2%26~%3D1");
    }

    /** Section 3.6. */
    @Test
    void onlyUnreservedCharactersMustStayUnencoded() {
        assertThat(SignatureBase.of(request("GET", "http://a.example/", "x=-._~+*!'()%2B"), List.of()))
                .isEqualTo("GET&http%3A%2F%2Fa.example%2F&x%3D-._~%2520%252A%2521%2527%2528%2529%252B");
    }

    @Test
    void aTokenWithoutASecretIsSignedWithAnEmptyOne() {
        var key = new SigningKey(CLIENT, Secret.of("token"), null);

        assertThat(key.signature(SignatureMethod.HMAC_SHA256, "base"))
                .isEqualTo(new SigningKey(CLIENT, null, null).signature(SignatureMethod.HMAC_SHA256, "base"))
                .hasSize(44);
    }
}
