package io.latchkey.broker.consent.browser;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.url.PublicUrl;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Cookie;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Cookies that identify browsers: one cookie per authorization, and one that proves that a page of the broker created a
 * form. They are {@code __Host-} cookies, which no other host can set. Plain http on loopback uses a name without that
 * prefix.
 */
@Singleton
public final class BrowserCookies {
    private static final String PAGE = "page-";

    private final boolean plain;

    BrowserCookies(PublicUrl publicUrl) {
        this.plain = publicUrl.plainLoopback();
    }

    /**
     * The cookie that binds this browser to an authorization. It is not deleted before it expires, because a browser
     * may fetch a callback again.
     */
    public NewCookie bind(UUID authorization, OneTimeToken secret, Duration life) {
        return cookie(prefixed(authorization.toString()), secret.text(), Math.toIntExact(life.toSeconds()));
    }

    public @Nullable String binding(HttpHeaders headers, UUID authorization) {
        return Optional.ofNullable(headers.getCookies().get(prefixed(authorization.toString())))
                .map(Cookie::getValue)
                .orElse(null);
    }

    /** The cookie by which {@link #pages} recognises this browser until it is closed. */
    public NewCookie pageCookie(PageSecret page) {
        return cookie(prefixed(PAGE) + page.id(), page.secret(), NewCookie.DEFAULT_MAX_AGE);
    }

    /** The page secrets in the cookies of this browser: none before its first page, rarely more than one. */
    public List<PageSecret> pages(HttpHeaders headers) {
        var prefix = prefixed(PAGE);
        return headers.getCookies().values().stream()
                .filter(cookie -> cookie.getName().startsWith(prefix))
                .sorted(Comparator.comparing(Cookie::getName))
                .map(cookie -> new PageSecret(cookie.getName().substring(prefix.length()), cookie.getValue()))
                .toList();
    }

    /** The first of {@link #pages}, or a new one for a browser that has none. */
    public PageSecret page(HttpHeaders headers) {
        return pages(headers).stream().findFirst().orElseGet(PageSecret::mint);
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

    private String prefixed(String name) {
        return (plain ? "lk-" : "__Host-lk-") + name;
    }
}
