package io.latchkey.broker.consent.browser;

import io.latchkey.broker.PublicUrl;
import io.latchkey.broker.consent.Capability;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cookies that tell browsers apart: one a flow, and one that proves that a form is ours. They are {@code __Host-}
 * cookies (no other host can set them); plain http on loopback gets a plain name.
 */
@Singleton
public final class BrowserCookies {
    private static final String PAGE = "page";

    private final boolean plain;

    BrowserCookies(PublicUrl publicUrl) {
        this.plain = publicUrl.plainLoopback();
    }

    /** Binds this browser to a flow. It is left to expire, so that a used answer is told from a stranger's. */
    public NewCookie bind(UUID flow, Capability secret, Duration life) {
        return cookie(name(flow), secret.text(), Math.toIntExact(life.toSeconds()));
    }

    public @Nullable String binding(HttpHeaders headers, UUID flow) {
        return value(headers, name(flow)).orElse(null);
    }

    /** Lets {@link #page} recognise this browser until it is closed. */
    public NewCookie pageCookie(String secret) {
        return cookie(prefixed(PAGE), secret, NewCookie.DEFAULT_MAX_AGE);
    }

    public Optional<String> page(HttpHeaders headers) {
        return value(headers, prefixed(PAGE));
    }

    private static Optional<String> value(HttpHeaders headers, String name) {
        return Optional.ofNullable(headers.getCookies().get(name)).map(c -> c.getValue());
    }

    private NewCookie cookie(String name, String value, int maxAge) {
        return new NewCookie.Builder(name)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .secure(!plain)
                .httpOnly(true)
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    private String name(UUID flow) {
        return prefixed(flow.toString());
    }

    private String prefixed(String name) {
        return (plain ? "lk-" : "__Host-lk-") + name;
    }
}
