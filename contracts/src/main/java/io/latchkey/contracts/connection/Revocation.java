package io.latchkey.contracts.connection;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.annotation.JsonValue;
import org.jspecify.annotations.Nullable;

/** Result of the revocation of a credential at its provider. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Revocation(
        @JsonPropertyDescription(
                "true: the provider no longer accepts it; false: the revocation failed and was given up; unsupported: the provider does not support revocation; left: not tried, because it would have ended an active connection")
        RevokedAtProvider revokedAtProvider,

        @JsonPropertyDescription(
                "Code from a closed list that says why it was not revoked, or already_gone; absent if it was revoked")
        @Nullable
        String reason) {
    public enum RevokedAtProvider {
        /** The provider no longer accepts it. */
        TRUE("true"),
        /** The revocation failed and was given up. */
        FALSE("false"),
        /** The provider does not support revocation. */
        UNSUPPORTED("unsupported"),
        /** Not tried, because it would have ended an active connection. */
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
