package io.latchkey.catalog.oauth2;

import io.latchkey.catalog.rule.Require;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The signature of a callback: HMAC-SHA256 in hexadecimal digits, with the client secret, over all other parameters in
 * the order of their names.
 *
 * @param parameter that carries the signature
 * @param timestamp parameter with the time of the signature, in seconds since 1970; null: there is none
 * @param maxAge age at which a signature is no longer accepted, if there is a timestamp; by default five minutes
 */
public record CallbackHmac(String parameter, @Nullable String timestamp, Duration maxAge) {
    private static final Duration USUAL_AGE = Duration.ofMinutes(5);

    public CallbackHmac {
        parameter = Require.present("parameter", parameter);
        maxAge = maxAge == null ? USUAL_AGE : Require.positive("max-age", maxAge);
    }
}
