package io.latchkey.demo.browser;

import java.net.HttpCookie;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Cookies by host and path, independent of the port, as in browsers. Browsers treat loopback as secure and send {@code
 * Secure} cookies over HTTP; {@link java.net.CookieManager} does not.
 */
final class CookieJar {
    private record Kept(String host, HttpCookie cookie) {}

    private final List<Kept> kept = new ArrayList<>();

    synchronized void store(URI from, List<String> setCookieHeaders) {
        for (var header : setCookieHeaders) {
            for (var cookie : HttpCookie.parse("Set-Cookie:" + header.replaceAll("(?i);\\s*SameSite=\\w+", ""))) {
                if (cookie.getPath() == null) {
                    cookie.setPath(defaultPath(from));
                }
                kept.removeIf(k -> k.host.equals(from.getHost()) && same(k.cookie, cookie));
                if (!cookie.hasExpired()) {
                    kept.add(new Kept(from.getHost(), cookie));
                }
            }
        }
    }

    synchronized String headerFor(URI to) {
        return kept.stream()
                .filter(k -> k.host.equals(to.getHost()) && covers(k.cookie.getPath(), to.getPath()))
                .map(k -> k.cookie.getName() + "=" + k.cookie.getValue())
                .collect(Collectors.joining("; "));
    }

    private static boolean same(HttpCookie one, HttpCookie other) {
        return one.getName().equals(other.getName()) && one.getPath().equals(other.getPath());
    }

    private static boolean covers(String cookiePath, String path) {
        return path.equals(cookiePath) || path.startsWith(cookiePath.endsWith("/") ? cookiePath : cookiePath + "/");
    }

    private static String defaultPath(URI from) {
        int lastSlash = from.getPath().lastIndexOf('/');
        return lastSlash <= 0 ? "/" : from.getPath().substring(0, lastSlash);
    }
}
