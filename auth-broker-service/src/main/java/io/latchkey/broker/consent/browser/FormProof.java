package io.latchkey.broker.consent.browser;

import io.latchkey.broker.secret.Capability;
import org.jspecify.annotations.Nullable;

/**
 * Proves that a form was made by our page for this link and this browser: it names one of the browser's page cookies,
 * and is a keyed hash with what that cookie holds.
 */
public final class FormProof {
    private FormProof() {}

    public static String of(PageSecret page, String token) {
        return page.id() + "."
                + Capability.derived(page.secret(), "form/" + token).text();
    }

    public static boolean matches(@Nullable String proof, PageSecret page, String token) {
        return Capability.matches(proof, Capability.sha256(of(page, token)));
    }
}
