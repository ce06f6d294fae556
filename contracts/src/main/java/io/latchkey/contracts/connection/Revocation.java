package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/**
 * What became of a credential at its provider.
 *
 * @param reason a closed code that says why it was not revoked, or {@code already_gone}; null where it was revoked
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Revocation(
        RevokedAtProvider revokedAtProvider, @Nullable String reason) {
    public enum RevokedAtProvider {
        /** The provider accepts it no longer. */
        TRUE("true"),
        /** Tried, and given up. */
        FALSE("false"),
        /** The provider offers no way. */
        UNSUPPORTED("unsupported"),
        /** Not tried, for it would have ended a connection that lives. */
        LEFT("left");

        private final String code;

        RevokedAtProvider(String code) {
            this.code = code;
        }

        @JsonValue
        public String code() {
            return code;
        }
    }
}
