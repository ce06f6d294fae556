package io.latchkey.broker.upstream;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Base64;

/** The {@code Authorization} header of HTTP Basic (RFC 7617), in UTF-8. The user name must not contain a colon. */
public final class BasicCredentials {
    private BasicCredentials() {}

    public static String of(String username, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((username + ":" + password).getBytes(UTF_8));
    }
}
