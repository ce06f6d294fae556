package io.latchkey.broker.method.oauth1;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.latchkey.broker.secret.Hmac;
import io.latchkey.broker.secret.ProviderClient;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth1.SignatureMethod;
import io.latchkey.catalog.parameter.PercentEncoding;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * What signs a request: the client, and the request token or access token, if there is one already.
 *
 * @param token null for a request that obtains a request token
 * @param tokenSecret null if there is no token, or if the provider issues tokens without a secret
 */
record SigningKey(
        ProviderClient client,
        @Nullable Secret token,
        @Nullable Secret tokenSecret) {
    /** The value of {@code oauth_signature} (RFC 5849, section 3.4.2). */
    String signature(SignatureMethod method, String base) {
        var key = PercentEncoding.of(client.clientSecret().reveal())
                + "&"
                + (tokenSecret == null ? "" : PercentEncoding.of(tokenSecret.reveal()));
        return Base64.getEncoder().encodeToString(Hmac.of(method.algorithm(), key.getBytes(US_ASCII), base));
    }
}
