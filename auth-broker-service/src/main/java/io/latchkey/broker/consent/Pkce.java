package io.latchkey.broker.consent;

import io.latchkey.broker.secret.OneTimeToken;
import java.util.regex.Pattern;

/** Proof Key for Code Exchange (RFC 7636), method S256 only. */
public final class Pkce {
    private static final Pattern VERIFIER = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private Pkce() {}

    /** The code challenge of a code verifier. */
    public static String challenge(String verifier) {
        return OneTimeToken.base64(OneTimeToken.sha256(verifier));
    }

    public static boolean isVerifier(String text) {
        return VERIFIER.matcher(text).matches();
    }
}
