package io.latchkey.broker.method.oauth2.jwt;

import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.jwt.JwtRules;
import io.latchkey.catalog.parameter.Templates;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.lang.JoseException;

/**
 * A JSON Web Token with the claims that the catalog defines, and with {@code iat}, {@code exp} and a unique {@code jti}.
 *
 * @param expiresAt its {@code exp}
 */
record SignedJwt(Secret token, Instant expiresAt) {
    /** Providers whose clocks are behind refuse tokens from their future. */
    private static final Duration SKEW = Duration.ofSeconds(30);

    /**
     * Signs a token. Fails with an {@link UnusableKeyException} if the key is not one for the algorithm.
     *
     * @param values by the names that the templates of {@code rules} refer to
     */
    static SignedJwt of(JwtRules rules, Map<String, String> values, String jti, Instant now)
            throws UnusableKeyException {
        var filled = Templates.filledWith(values);
        var issuedAt = now.minus(SKEW);
        var expiresAt = issuedAt.plus(rules.life());
        var claims = new JwtClaims();
        filled.texts(rules.claims()).forEach(claims::setClaim);
        claims.setIssuedAt(NumericDate.fromSeconds(issuedAt.getEpochSecond()));
        claims.setExpirationTime(NumericDate.fromSeconds(expiresAt.getEpochSecond()));
        claims.setJwtId(jti);
        var jws = new JsonWebSignature();
        jws.setHeader("typ", "JWT");
        filled.texts(rules.header()).forEach(jws::setHeader);
        jws.setAlgorithmHeaderValue(rules.algorithm().name());
        jws.setPayload(claims.toJson());
        jws.setKey(SigningKey.read(filled.text(rules.key()), rules.keyFormat(), rules.algorithm()));
        try {
            return new SignedJwt(Secret.of(jws.getCompactSerialization()), expiresAt);
        } catch (JoseException unusable) {
            throw new UnusableKeyException();
        }
    }

    @Override
    public String toString() {
        return "SignedJwt[expiresAt=" + expiresAt + "]";
    }
}
