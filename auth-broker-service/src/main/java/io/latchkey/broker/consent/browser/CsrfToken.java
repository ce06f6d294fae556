package io.latchkey.broker.consent.browser;

import io.latchkey.broker.secret.OneTimeToken;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a page of the broker created a form for this link and this browser. The token names one of the browser's
 * page cookies and contains a keyed hash with the secret of that cookie as its key.
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
