package io.latchkey.broker.handout;

import io.latchkey.work.failure.Invalid;
import org.jspecify.annotations.Nullable;

/**
 * The credential to replace.
 *
 * @param credentialVersion as it was returned to the caller; null: the current version
 */
public record RefreshRequest(@Nullable Long credentialVersion) {
    /** Returns the version if it is valid. */
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
