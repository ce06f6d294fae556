package io.latchkey.catalog.jwt;

import io.latchkey.catalog.parameter.Placeholder;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The token to sign. Key, header and claims are templates.
 *
 * @param key the key, for example {@code {private_key}}
 * @param keyFormat PEM unless the algorithm is HS256, which has no default
 * @param header parameters besides {@code alg} and {@code typ}, such as {@code kid}
 * @param claims besides {@code iat}, {@code exp} and {@code jti}
 * @param life time from {@code iat} to {@code exp}; by default 5 minutes
 */
public record JwtRules(
        JwtAlgorithm algorithm,
        String key,
        KeyFormat keyFormat,
        Map<String, String> header,
        Map<String, String> claims,
        Duration life) {
    /** The placeholder of the requested scopes, in claims. */
    public static final String SCOPES = "scopes";

    private static final Set<String> SET_BY_LATCHKEY = Set.of("iat", "exp", "jti", "alg");
    private static final Duration USUAL_LIFE = Duration.ofMinutes(5);

    public JwtRules {
        algorithm = Require.present("algorithm", algorithm);
        key = Require.present("key", key);
        if (Placeholder.namesIn(key).isEmpty()) {
            throw new InvalidFieldException("key", "must refer to a field, such as {key}");
        }
        keyFormat = keyFormat == null && algorithm != JwtAlgorithm.HS256
                ? KeyFormat.PEM
                : Require.present("key-format", keyFormat);
        if ((keyFormat == KeyFormat.PEM) == (algorithm == JwtAlgorithm.HS256)) {
            throw new InvalidFieldException("key-format", "must be pem for rs256 and es256, and hex or text for hs256");
        }
        header = own("header", header);
        claims = own("claims", claims);
        life = life == null ? USUAL_LIFE : Require.positive("life", life);
    }

    private static Map<String, String> own(String field, Map<String, String> values) {
        for (var name : values.keySet()) {
            if (SET_BY_LATCHKEY.contains(name)) {
                throw new InvalidFieldException(field + "." + name, "cannot be set, because Latchkey sets it");
            }
        }
        return Map.copyOf(values);
    }

    public JwtRules with(Templates templates) {
        return new JwtRules(
                algorithm, templates.text(key), keyFormat, templates.texts(header), templates.texts(claims), life);
    }

    /** Whether any template refers to one of {@code names}. */
    public boolean usesAnyOf(Collection<String> names) {
        return Stream.of(Stream.of(key), header.values().stream(), claims.values().stream())
                .flatMap(templates -> templates)
                .flatMap(template -> Placeholder.namesIn(template).stream())
                .anyMatch(names::contains);
    }

    /** Fails if a token lives for longer than {@code most}. */
    public void requireLife(Duration most) {
        if (life.compareTo(most) > 0) {
            throw new InvalidFieldException("jwt.life", "must be at most " + most);
        }
    }
}
