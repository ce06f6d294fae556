package io.latchkey.broker.method.oauth2.authorize;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.latchkey.broker.method.BrowserResponse;
import io.latchkey.broker.method.Refusal;
import io.latchkey.broker.method.Refusal.Kind;
import io.latchkey.broker.secret.Hmac;
import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.oauth2.CallbackHmac;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A callback that the provider signs with the secret of the client. */
public record SignedCallback(CallbackHmac rules, BrowserResponse response) {
    /**
     * Checks in this order: none of {@code secrets} has signed the response, it is too old.
     *
     * @param secrets of the client; several during a rotation
     */
    public Optional<Refusal> refusal(Collection<Secret> secrets, Instant now) {
        if (!isSignedWithOneOf(secrets)) {
            return Optional.of(new Refusal(Kind.WRONG_SENDER, "wrong_hmac"));
        }
        return isRecent(now) ? Optional.empty() : Optional.of(new Refusal(Kind.WRONG_SENDER, "old_hmac"));
    }

    private boolean isSignedWithOneOf(Collection<Secret> secrets) {
        var signature = response.text(rules.parameter()).orElse("").toLowerCase(Locale.ROOT);
        var message = message();
        return secrets.stream()
                .map(secret -> MessageDigest.isEqual(
                        signature.getBytes(UTF_8), hmac(secret, message).getBytes(US_ASCII)))
                .reduce(false, Boolean::logicalOr);
    }

    /** The other parameters in the order of their names, joined as in a query. */
    private String message() {
        var others = new TreeMap<>(response.values());
        others.remove(rules.parameter());
        return others.entrySet().stream()
                .map(parameter -> escaped(parameter.getKey()).replace("=", "%3D") + "="
                        + escaped(parameter.getValue().reveal()))
                .collect(Collectors.joining("&"));
    }

    private static String escaped(String text) {
        return text.replace("%", "%25").replace("&", "%26");
    }

    private boolean isRecent(Instant now) {
        return rules.timestamp() == null
                || response.text(rules.timestamp())
                        .flatMap(SignedCallback::time)
                        .filter(signed -> Duration.between(signed, now).abs().compareTo(rules.maxAge()) <= 0)
                        .isPresent();
    }

    private static Optional<Instant> time(String seconds) {
        try {
            return Optional.of(Instant.ofEpochSecond(Long.parseLong(seconds)));
        } catch (NumberFormatException | DateTimeException notATime) {
            return Optional.empty();
        }
    }

    private static String hmac(Secret key, String message) {
        return HexFormat.of().formatHex(Hmac.sha256(key.reveal().getBytes(UTF_8), message));
    }
}
