package io.latchkey.broker.method.oauth1;

import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.parameter.PercentEncoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Temporary credentials, which identify one authorization (RFC 5849, section 2.1). They are held encrypted with its
 * flow, and erased with it.
 *
 * @param secret null if the provider issues tokens without one
 */
record RequestToken(Secret token, @Nullable Secret secret) {
    private static final String SEPARATOR = "&";

    /** What {@link #kept()} returned before. */
    static RequestToken of(Secret kept) {
        var parts = kept.reveal().split(SEPARATOR, 2);
        return new RequestToken(Secret.of(decoded(parts[0])), parts[1].isEmpty() ? null : Secret.of(decoded(parts[1])));
    }

    /** Both values in one. */
    Secret kept() {
        return Secret.of(PercentEncoding.of(token.reveal())
                + SEPARATOR
                + (secret == null ? "" : PercentEncoding.of(secret.reveal())));
    }

    /** Whether a response names this token; compares in constant time. */
    boolean isNamedBy(Optional<Secret> named) {
        return named.map(RequestToken::bytes)
                .filter(bytes -> MessageDigest.isEqual(bytes, bytes(token)))
                .isPresent();
    }

    private static byte[] bytes(Secret secret) {
        return secret.reveal().getBytes(StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
