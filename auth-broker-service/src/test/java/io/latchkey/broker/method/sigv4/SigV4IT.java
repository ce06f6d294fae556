package io.latchkey.broker.method.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.anEmptyMap;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

import com.sun.net.httpserver.HttpExchange;
import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeMethods;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Platform;
import io.latchkey.broker.consent.Consents;
import io.latchkey.broker.method.Entering;
import io.latchkey.testkit.canary.LeakCanary;
import io.latchkey.testkit.canary.Marks;
import io.latchkey.testkit.provider.Answer;
import io.latchkey.testkit.provider.Endpoint;
import io.latchkey.testkit.provider.FakeProvider;
import io.latchkey.testkit.servers.Tokens;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A connection with a key of AWS, at a provider that verifies each signature. */
@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@ExtendWith(LeakCanary.class)
class SigV4IT {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/(\\d{8})/us-east-1/sts/aws4_request, SignedHeaders=([a-z0-9;-]+),"
                    + " Signature=([0-9a-f]{64})");

    @Inject
    Consents consents;

    @Inject
    Ids ids;

    Tokens tokens;
    FakeProvider fake;

    private final String secret = Marks.secret("aws");
    private Platform platform;
    private Entering person;

    @BeforeEach
    void acceptTheKey() {
        fake.reset();
        platform = new Platform(tokens);
        person = new Entering(consents, platform, FakeMethods.SIGV4);
        fake.always(Endpoint.USERINFO, exchange -> (isSigned(exchange)
                        ? Answer.json(
                                200, Map.of("Account", "123456789012", "Arn", "arn:aws:iam::123456789012:user/ada"))
                        : Answer.status(403))
                .to(exchange));
    }

    @AfterEach
    void reset() {
        fake.reset();
    }

    /** Builds the canonical request from what arrived, for a path and a query that need no encoding. */
    private boolean isSigned(HttpExchange exchange) throws IOException {
        var received = fake.received(Endpoint.USERINFO);
        var request = received.get(received.size() - 1);
        var header = AUTHORIZATION.matcher(String.valueOf(request.headers().getFirst("Authorization")));
        if (!header.matches()) {
            return false;
        }
        var canonical = new StringBuilder("POST\n/userinfo\n\n");
        for (var name : header.group(2).split(";")) {
            canonical
                    .append(name)
                    .append(':')
                    .append(request.headers().getFirst(name))
                    .append('\n');
        }
        canonical.append('\n').append(header.group(2)).append('\n').append(sha256(request.body()));
        var scope = header.group(1) + "/us-east-1/sts/aws4_request";
        var text = "AWS4-HMAC-SHA256\n" + request.headers().getFirst("X-Amz-Date") + "\n" + scope + "\n"
                + sha256(canonical.toString());
        var key = ("AWS4" + secret).getBytes(UTF_8);
        for (var part : scope.split("/")) {
            key = hmac(key, part);
        }
        return header.group(3).equals(HexFormat.of().formatHex(hmac(key, text)));
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(text.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private UUID completed() {
        return person.completed(ids.next(), Map.of("access_key_id", "AKIDEXAMPLE", "secret_access_key", secret));
    }

    private ValidatableResponse sign(UUID connection, Map<String, ?> request) {
        return platform.worker()
                .contentType(ContentType.JSON)
                .body(request)
                .post("/v1/credentials/{id}/signatures", connection)
                .then();
    }

    @Test
    void aKeyIsTestedWithASignedRequestAndHandedOutBecauseItIsTheUsers() {
        var connection = completed();

        platform.read(connection)
                .statusCode(200)
                .body("type", equalTo("sigv4"))
                .body("headers", anEmptyMap())
                .body("material", equalTo(Map.of("access_key_id", "AKIDEXAMPLE", "secret_access_key", secret)))
                .body("signatures.path", containsString("/signatures"));
        platform.probe(connection).statusCode(200).body("outcome", equalTo("ok"));
        platform.refresh(connection).statusCode(409);
    }

    @Test
    void aWrongKeyIsRefusedAndCanBeCorrected() {
        var page = person.enter(
                ids.next(), Map.of("access_key_id", "AKIDEXAMPLE", "secret_access_key", Marks.secret("wrong")));

        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html()).doesNotContain("lkcanary-wrong");
    }

    @Test
    void theBrokerSignsForAServiceAndARegionOfTheCaller() {
        var connection = completed();
        var url = fake.url(Endpoint.USERINFO) + "/bucket/key%20with%20spaces";

        sign(
                        connection,
                        Map.of(
                                "method",
                                "PUT",
                                "url",
                                url,
                                "service",
                                "s3",
                                "region",
                                "eu-west-1",
                                "bodySha256",
                                "UNSIGNED-PAYLOAD"))
                .statusCode(200)
                .body("headers.Authorization", containsString("/eu-west-1/s3/aws4_request"))
                .body("headers.X-Amz-Content-Sha256", equalTo("UNSIGNED-PAYLOAD"))
                .body("headers", hasKey("X-Amz-Date"))
                .body(not(containsString(secret)));
        sign(connection, Map.of("method", "PUT", "url", url, "bodySha256", "ABC"))
                .statusCode(400)
                .body("field", equalTo("bodySha256"));
        sign(connection, Map.of("method", "POST", "url", url, "form", Map.of("a", List.of("1"))))
                .statusCode(400)
                .body("field", equalTo("form"));
        sign(connection, Map.of("method", "POST", "url", url, "form", Map.of(), "bodySha256", "UNSIGNED-PAYLOAD"))
                .statusCode(400)
                .body("field", equalTo("form"))
                .body("remedy", containsString("bodySha256"));
        sign(connection, Map.of("method", "GET", "url", "https://s3.amazonaws.com/"))
                .statusCode(400)
                .body("type", equalTo("urn:latchkey:problem:host-not-signed"));
    }
}
