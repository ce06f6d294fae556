package io.latchkey.contracts;

/**
 * Who acts, as the platform's OIDC issuer names them. Two principals are the same only if all three parts are equal.
 *
 * @param issuer the {@code iss} claim
 * @param subject the {@code sub} claim
 * @param client the {@code azp} or {@code client_id} claim
 */
public record Principal(String issuer, String subject, String client) {}
