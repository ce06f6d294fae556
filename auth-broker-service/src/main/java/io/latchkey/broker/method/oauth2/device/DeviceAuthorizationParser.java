package io.latchkey.broker.method.oauth2.device;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.broker.method.NextStep.DeviceCode;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.upstream.failure.ErrorMember;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.broker.upstream.response.Moments;
import io.latchkey.broker.upstream.response.ProviderResponse;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Parses device authorization responses (RFC 8628, section 3.2).
 *
 * <ol>
 *   <li>A response that a user could not act on, or that could mislead a user, fails: a code that is not a short text,
 *       a page without https, an interval in which the code expires.
 *   <li>A missing or senseless number is replaced. No code is valid for longer than {@link #LONGEST}.
 * </ol>
 */
final class DeviceAuthorizationParser {
    /** Longer than the providers that are known allow. */
    static final Duration LONGEST = Duration.ofMinutes(30);

    /** RFC 8628, section 3.2. */
    static final Duration USUAL_INTERVAL = Duration.ofSeconds(5);

    private static final int MOST_CHARACTERS = 4096;

    /** Letters and digits of any script, in groups. */
    private static final Pattern USER_CODE = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,63}");

    private DeviceAuthorizationParser() {}

    static DeviceAuthorization read(ProviderResponse answer, ProviderErrors errors, Instant now) {
        if (ErrorMember.saysError(answer.at("/error"))) {
            throw new ProviderException(errors.atTokenEndpoint(answer, now));
        }
        var deviceCode = answer.token("/device_code")
                .filter(code -> code.length() <= MOST_CHARACTERS)
                .orElseThrow(() -> unusable(answer, "no_device_code"));
        var userCode = answer.name("/user_code")
                .map(String::strip)
                .filter(code -> USER_CODE.matcher(code).matches())
                .orElseThrow(() -> unusable(answer, "no_user_code"));
        // Google calls it verification_url.
        var page = Stream.of("/verification_uri", "/verification_url")
                .flatMap(pointer -> page(answer, pointer).stream())
                .findFirst()
                .orElseThrow(() -> unusable(answer, "no_verification_uri"));
        var life = seconds(answer, "/expires_in")
                .filter(given -> given.compareTo(LONGEST) < 0)
                .orElse(LONGEST);
        var interval = seconds(answer, "/interval").orElse(USUAL_INTERVAL);
        if (interval.compareTo(life) >= 0) {
            throw unusable(answer, "interval_too_long");
        }
        var complete = page(answer, "/verification_uri_complete").orElse(null);
        return new DeviceAuthorization(Secret.of(deviceCode), new DeviceCode(userCode, page, complete, life, interval));
    }

    /** A page to which a link may lead. */
    private static Optional<URI> page(ProviderResponse answer, String pointer) {
        return answer.token(pointer)
                .filter(text -> text.length() <= MOST_CHARACTERS)
                .flatMap(DeviceAuthorizationParser::uri)
                .filter(uri -> uri.getHost() != null && uri.getRawUserInfo() == null)
                .filter(uri -> "https".equals(uri.getScheme())
                        || ("http".equals(uri.getScheme()) && HttpUrl.isLoopback(uri.getHost())));
    }

    private static Optional<URI> uri(String text) {
        try {
            return Optional.of(new URI(text));
        } catch (URISyntaxException notAUri) {
            return Optional.empty();
        }
    }

    /** A positive number of seconds, rounded up. */
    private static Optional<Duration> seconds(ProviderResponse answer, String pointer) {
        return Moments.number(answer.at(pointer))
                .filter(value -> value > 0)
                .map(value -> Duration.ofSeconds((long) Math.ceil(value)));
    }

    private static ProviderException unusable(ProviderResponse answer, String detail) {
        return new ProviderException(ProviderErrors.nonsense(answer, detail));
    }
}
