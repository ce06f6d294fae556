package io.latchkey.broker.consent.browser;

import io.latchkey.broker.secret.OneTimeToken;
import java.util.UUID;

/**
 * Identifies a browser. The secret is in a cookie whose name contains the id: two tabs that open their first pages
 * simultaneously get separate cookies, and neither overwrites the other.
 *
 * @param id distinguishes the cookies of one browser; not a secret
 */
public record PageSecret(String id, String secret) {
    private static final int ID_LENGTH = 11;

    public static PageSecret mint() {
        return new PageSecret(
                OneTimeToken.mint().text().substring(0, ID_LENGTH),
                OneTimeToken.mint().text());
    }

    /**
     * The secret that binds this browser to an authorization. It is the same for each press of <em>Continue</em>, so
     * the second click of a double click, which the browser sends before it receives the cookie of the first, is
     * accepted as the same browser's.
     */
    public OneTimeToken binding(UUID authorization) {
        return OneTimeToken.derived(secret, "binding/" + authorization);
    }

    @Override
    public String toString() {
        return "PageSecret[id=" + id + "]";
    }
}
