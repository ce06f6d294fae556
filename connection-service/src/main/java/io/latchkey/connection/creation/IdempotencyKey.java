package io.latchkey.connection.creation;

import io.latchkey.contracts.Principal;
import io.latchkey.edge.caller.Caller;
import io.latchkey.work.failure.Invalid;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Identifies repeated creation requests: the caller's {@code Idempotency-Key}, within its tenant and principal.
 *
 * @param requestHash SHA-256 of the body as canonical JSON, in hex; the same key with another body is an error
 */
record IdempotencyKey(String tenant, Principal principal, String value, String requestHash) {
    private static final Pattern VALID = Pattern.compile("[\\x21-\\x7E]{1,200}");

    /** @throws Invalid if {@code value} is not a valid key */
    static IdempotencyKey of(Caller caller, String value, NewConnection request) {
        if (!VALID.matcher(value).matches()) {
            throw new Invalid(
                    "Idempotency-Key",
                    "The key is not 1 to 200 visible ASCII characters.",
                    "Use, for example, a new UUID.");
        }
        return new IdempotencyKey(caller.tenant(), caller.principal(), value, hash(request));
    }

    private static String hash(NewConnection request) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(CanonicalJson.of(request)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
