package io.latchkey.broker.method.oauth2.jwt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.catalog.jwt.JwtAlgorithm;
import io.latchkey.catalog.jwt.JwtRules;
import io.latchkey.catalog.jwt.KeyFormat;
import java.security.Key;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.stream.Stream;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SignedJwtTest {
    private static final Instant NOW = Instant.parse("2026-11-28T08:00:00.5Z");
    private static final KeyPair RSA = Keys.rsa();
    private static final KeyPair EC = Keys.ec("secp256r1");
    private static final String HEX = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";

    static Stream<Arguments> keys() {
        var hmac = new HmacKey(java.util.HexFormat.of().parseHex(HEX));
        return Stream.of(
                Arguments.of("rs256", KeyFormat.PEM, Keys.pkcs8(RSA), RSA.getPublic()),
                Arguments.of("rs256", KeyFormat.PEM, Keys.pkcs1(RSA), RSA.getPublic()),
                Arguments.of("rs256", KeyFormat.PEM, " \r\n" + Keys.pkcs8(RSA).replace("\n", "\r\n"), RSA.getPublic()),
                Arguments.of("rs256", KeyFormat.PEM, Keys.pkcs8(RSA).replace("\n", " "), RSA.getPublic()),
                Arguments.of("es256", KeyFormat.PEM, Keys.pkcs8(EC), EC.getPublic()),
                Arguments.of("es256", KeyFormat.PEM, Keys.sec1(EC), EC.getPublic()),
                Arguments.of("hs256", KeyFormat.HEX, HEX, hmac));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void aTokenIsSignedWithEachFormOfAKey(String algorithm, KeyFormat format, String key, Key verifying)
            throws Exception {
        var jwt = signed(rules(algorithm, format), key);

        var claims = verified(jwt.token().reveal(), verifying);
        assertThat(claims.getIssuer()).isEqualTo("ada \"the\" first");
        assertThat(claims.getJwtId()).isEqualTo("jti-1");
    }

    @Test
    void aTokenLivesAsLongAsTheCatalogSaysFromThirtySecondsAgo() throws Exception {
        var jwt = signed(rules("rs256", KeyFormat.PEM), Keys.pkcs8(RSA));

        var claims = verified(jwt.token().reveal(), RSA.getPublic());
        assertThat(claims.getIssuedAt().getValue())
                .isEqualTo(Instant.parse("2026-11-28T07:59:30Z").getEpochSecond());
        assertThat(claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue())
                .isEqualTo(300);
        assertThat(jwt.expiresAt()).isEqualTo("2026-11-28T08:04:30.500Z");
        assertThat(jwt.toString()).doesNotContain(jwt.token().reveal());
    }

    static Stream<Arguments> unusable() {
        return Stream.of(
                Arguments.of("rs256", KeyFormat.PEM, "s3cr3t"),
                Arguments.of("rs256", KeyFormat.PEM, Keys.pem("PRIVATE KEY", "s3cr3t".getBytes())),
                Arguments.of("rs256", KeyFormat.PEM, Keys.pem("RSA PRIVATE KEY", "s3cr3t".getBytes())),
                Arguments.of("rs256", KeyFormat.PEM, Keys.pem("ENCRYPTED PRIVATE KEY", "s3cr3t".getBytes())),
                Arguments.of(
                        "rs256",
                        KeyFormat.PEM,
                        Keys.pem("PUBLIC KEY", RSA.getPublic().getEncoded())),
                Arguments.of("rs256", KeyFormat.PEM, Keys.pkcs8(EC)),
                Arguments.of("rs256", KeyFormat.PEM, Keys.pkcs8(Keys.rsa(1024))),
                Arguments.of("es256", KeyFormat.PEM, Keys.pkcs8(RSA)),
                Arguments.of("es256", KeyFormat.PEM, Keys.pkcs8(Keys.ec("secp384r1"))),
                Arguments.of("hs256", KeyFormat.HEX, "s3cr3t"),
                Arguments.of("hs256", KeyFormat.HEX, "0011"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void whatIsNoKeyForTheAlgorithmIsRefusedWithoutBeingQuoted(String algorithm, KeyFormat format, String key) {
        assertThatThrownBy(() -> signed(rules(algorithm, format), key))
                .isInstanceOf(UnusableKeyException.class)
                .hasMessageNotContaining("s3cr3t")
                .hasNoCause();
    }

    private static JwtRules rules(String algorithm, KeyFormat format) {
        return new JwtRules(
                JwtAlgorithm.valueOf(algorithm.toUpperCase(java.util.Locale.ROOT)),
                "{key}",
                format,
                Map.of("kid", "k-{name}"),
                Map.of("iss", "{name}", "aud", "api"),
                Duration.ofMinutes(5));
    }

    private static SignedJwt signed(JwtRules rules, String key) throws UnusableKeyException {
        return SignedJwt.of(rules, Map.of("key", key, "name", "ada \"the\" first"), "jti-1", NOW);
    }

    private static JwtClaims verified(String token, Key key) throws Exception {
        var jws = new JsonWebSignature();
        jws.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        jws.setCompactSerialization(token);
        jws.setKey(key);
        assertThat(jws.verifySignature()).isTrue();
        assertThat(jws.getHeader("typ")).isEqualTo("JWT");
        assertThat(jws.getKeyIdHeaderValue()).isEqualTo("k-ada \"the\" first");
        return JwtClaims.parse(jws.getPayload());
    }
}
