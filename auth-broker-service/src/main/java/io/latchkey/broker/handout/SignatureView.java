package io.latchkey.broker.handout;

import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import java.time.Instant;
import java.util.Map;

/** The signature of one request. */
public record SignatureView(
        @JsonPropertyDescription(
                "Headers to send unchanged with the request that was signed, in addition to those of the credential")
        Map<String, String> headers,

        @JsonPropertyDescription("When the provider no longer accepts the signature: send the request before that")
        Instant validUntil) {
    @Override
    public String toString() {
        return "SignatureView[validUntil=" + validUntil + "]";
    }
}
