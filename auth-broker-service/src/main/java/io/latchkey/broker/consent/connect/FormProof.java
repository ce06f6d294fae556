package io.latchkey.broker.consent.connect;

import io.latchkey.broker.consent.Capability;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Proves that a form was made by our page for this link and this browser: a hash of the browser's page cookie. */
final class FormProof {
    private FormProof() {}

    static String of(String pageSecret, String token) {
        return HexFormat.of().formatHex(Capability.sha256(pageSecret + "." + token));
    }

    static boolean matches(@Nullable String proof, String pageSecret, String token) {
        return Capability.matches(proof, Capability.sha256(of(pageSecret, token)));
    }
}
