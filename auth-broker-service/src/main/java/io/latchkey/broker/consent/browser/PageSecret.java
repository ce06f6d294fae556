package io.latchkey.broker.consent.browser;

import io.latchkey.broker.secret.OneTimeToken;
import java.util.UUID;

/**
 * What tells a browser from all others, in a cookie of its own name: two tabs that open their first page at once get one
 * each, and neither takes the other's away.
 *
 * @param id distinguishes the cookies of one browser; no secret
 */
public record PageSecret(String id, String secret) {
    private static final int ID_LENGTH = 11;

    public static PageSecret mint() {
        return new PageSecret(
                OneTimeToken.mint().text().substring(0, ID_LENGTH),
                OneTimeToken.mint().text());
    }

    /**
     * What binds this browser to an authorization. It is the same for each press of <em>Continue</em>, so that the second
     * click of a double click, which comes before the first one's cookie, is the same browser's.
     */
    public OneTimeToken binding(UUID authorization) {
        return OneTimeToken.derived(secret, "binding/" + authorization);
    }

    @Override
    public String toString() {
        return "PageSecret[id=" + id + "]";
    }
}
