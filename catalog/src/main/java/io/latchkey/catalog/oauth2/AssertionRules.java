package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.jwt.AssertionAlgorithm;
import org.jspecify.annotations.Nullable;

/** The JSON Web Tokens with which a client authenticates (RFC 7523, section 2.2). */
public record AssertionRules(
        @Nullable AssertionAlgorithm algorithm, @Nullable AssertionAudience audience) {
    /** What the provider verifies if the catalog does not say. */
    static final AssertionRules STANDARD = new AssertionRules(null, null);

    public AssertionRules {
        algorithm = algorithm == null ? AssertionAlgorithm.RS256 : algorithm;
        audience = audience == null ? AssertionAudience.TOKEN_ENDPOINT : audience;
    }
}
