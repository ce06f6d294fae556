package io.latchkey.broker.handout;

import io.latchkey.work.failure.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * Which credential is to be replaced.
 *
 * @param credentialVersion as it was handed out; null: whichever is the present one
 */
public record RefreshRequest(@Nullable Long credentialVersion) {
    /** The version, which a caller must have been given. */
    @Nullable
    Long version() {
        if (credentialVersion != null && credentialVersion < 1) {
            throw new Invalid(
                    "credentialVersion",
                    "The version is below 1.",
                    "Send the credentialVersion of the credential that was refused, or no body.");
        }
        return credentialVersion;
    }
}
