package io.latchkey.broker.method.sigv4;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.method.UnsignedRequest;
import io.latchkey.broker.secret.AwsKey;
import io.latchkey.broker.secret.Secret;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The test vectors that AWS publishes. */
class AwsSignatureTest {
    private static final Instant OF_SUITE = Instant.parse("2015-08-30T12:36:00Z");
    private static final Instant OF_S3 = Instant.parse("2013-05-24T00:00:00Z");

    private static AwsKey key(String id, String secret) {
        return new AwsKey(id, Secret.of(secret), null, Instant.EPOCH);
    }

    private static String suite(String service, String method, String url, Map<String, String> headers, String body) {
        var scope = new SigningScope("us-east-1", service, OF_SUITE);
        return new AwsSignature(key("AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"), scope)
                .headers(request(method, url, headers, body))
                .get("Authorization");
    }

    private static UnsignedRequest request(String method, String url, Map<String, String> headers, String body) {
        return new UnsignedRequest(
                method, URI.create(url), headers, List.of(), UnsignedRequest.sha256(body.getBytes(UTF_8)), null, null);
    }

    @Test
    void theExampleOfTheDocumentationIsSignedAsItSays() {
        assertThat(suite(
                        "iam",
                        "GET",
                        "https://iam.amazonaws.com/?Action=ListUsers&Version=2010-05-08",
                        Map.of("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                        ""))
                .isEqualTo("AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request,"
                        + " SignedHeaders=content-type;host;x-amz-date,"
                        + " Signature=5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @ParameterizedTest
    @CsvSource({
        "GET, '', 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, /, 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "GET, /?Param2=value2&Param1=value1, b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
        "GET, /example/.., 5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
        "POST, /, 5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
    })
    void theTestSuiteIsSignedAsItSays(String method, String rest, String signature) {
        assertThat(suite("service", method, "https://example.amazonaws.com" + rest, Map.of(), ""))
                .endsWith("SignedHeaders=host;x-amz-date, Signature=" + signature);
    }

    @Test
    void theBodyIsSignedByItsHash() {
        assertThat(suite(
                        "service",
                        "POST",
                        "https://example.amazonaws.com/",
                        Map.of("Content-Type", "application/x-www-form-urlencoded"),
                        "Param1=value1"))
                .endsWith("Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @ParameterizedTest
    @CsvSource({
        "/test.txt, bytes=0-9, f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
        "/?lifecycle, , fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
        "/?max-keys=2&prefix=J, , 34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"
    })
    void theExamplesOfS3AreSignedAsItsDocumentationSays(String rest, String range, String signature) {
        var key = key("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        var headers = range == null ? Map.<String, String>of() : Map.of("Range", range);

        assertThat(new AwsSignature(key, new SigningScope("us-east-1", "s3", OF_S3))
                        .headers(request("GET", "https://examplebucket.s3.amazonaws.com" + rest, headers, "")))
                .containsEntry("x-amz-content-sha256", UnsignedRequest.SHA256_OF_NOTHING)
                .extractingByKey("Authorization")
                .asString()
                .endsWith(signature);
    }

    @Test
    void theTokenOfATemporaryKeyIsSigned() {
        var key = new AwsKey("AKIDEXAMPLE", Secret.of("secret"), Secret.of("token"), Instant.EPOCH);

        assertThat(new AwsSignature(key, new SigningScope("eu-west-1", "sts", OF_SUITE))
                        .headers(request("GET", "https://sts.amazonaws.com/", Map.of(), "")))
                .containsEntry("X-Amz-Security-Token", "token")
                .extractingByKey("Authorization")
                .asString()
                .contains("SignedHeaders=host;x-amz-date;x-amz-security-token,");
    }
}
