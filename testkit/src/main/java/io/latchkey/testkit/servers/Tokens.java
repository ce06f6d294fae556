package io.latchkey.testkit.servers;

import io.latchkey.local.server.KeycloakServer;

/** Real access tokens of the real issuer; each call signs in again. */
public final class Tokens {
    private final KeycloakServer keycloak;

    public Tokens(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    /**
     * Of a person: {@code ada} and {@code grace} (tenant acme), {@code linus} (globex), {@code nemo} (no tenant),
     * {@code iris} and {@code otto} (administrators of acme and globex).
     */
    public String user(String name) {
        return keycloak.userToken(name);
    }

    /** Of a service account, for example {@code automation-engine} or {@code connection-service}. */
    public String service(String client) {
        return keycloak.serviceToken(client);
    }

    /** Well signed, by an issuer that is not the platform's. */
    public String ofAnotherIssuer() {
        return keycloak.adminToken();
    }
}
