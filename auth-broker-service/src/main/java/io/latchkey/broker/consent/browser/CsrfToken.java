package io.latchkey.broker.consent.browser;

import io.latchkey.broker.secret.OneTimeToken;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a form was made by our page for this link and this browser: it names one of the browser's page cookies,
 * and is a keyed hash with what that cookie holds.
 */
public final class CsrfToken {
    private CsrfToken() {}

    public static String of(PageSecret page, String token) {
        return page.id() + "."
                + OneTimeToken.derived(page.secret(), "form/" + token).text();
    }

    public static boolean matches(@Nullable String proof, PageSecret page, String token) {
        return OneTimeToken.matches(proof, OneTimeToken.sha256(of(page, token)));
    }
}
