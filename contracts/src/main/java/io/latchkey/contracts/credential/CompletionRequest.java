package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.Principal;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Body of the broker's {@code POST /internal/v1/authorizations/{id}/completion}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CompletionRequest(
        UUID connectionId,
        String tenant,
        Principal principal,
        String code,
        @Nullable String codeVerifier) {
    @Override
    public String toString() {
        return "CompletionRequest[connectionId=" + connectionId + ", tenant=" + tenant + "]";
    }
}
