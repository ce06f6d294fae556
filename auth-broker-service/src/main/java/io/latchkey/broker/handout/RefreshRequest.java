package io.latchkey.broker.handout;

import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The credential to replace.
 *
 * @param credentialVersion as it was returned to the caller; null: the current version
 */
public record RefreshRequest(
        @Min(
                value = 1,
                message =
                        "is below {value}. Send the credentialVersion of the credential that was refused, or no body.")
        @Nullable
        Long credentialVersion) {}
