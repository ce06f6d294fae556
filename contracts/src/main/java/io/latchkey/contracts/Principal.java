package io.latchkey.contracts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import jakarta.validation.constraints.NotNull;

/**
 * Who acts, as the platform's OIDC issuer names them. Two principals are the same only if all three parts are equal.
 *
 * @param issuer the {@code iss} claim
 * @param subject the {@code sub} claim
 * @param client the {@code azp} or {@code client_id} claim
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record Principal(
        @NotNull String issuer,
        @NotNull String subject,
        @NotNull String client) {}
