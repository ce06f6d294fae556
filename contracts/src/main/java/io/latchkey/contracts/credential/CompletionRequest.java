package io.latchkey.contracts.credential;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.TenantId;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Body of the broker's {@code POST /internal/v1/authorizations/{id}/completion}. */
@JsonIgnoreProperties(ignoreUnknown = true)
public record CompletionRequest(
        @NotNull UUID connectionId,
        @TenantId String tenant,
        @NotNull @Valid Principal principal,
        @NotNull String code,
        @Nullable String codeVerifier) {
    @Override
    public String toString() {
        return "CompletionRequest[connectionId=" + connectionId + ", tenant=" + tenant + "]";
    }
}
