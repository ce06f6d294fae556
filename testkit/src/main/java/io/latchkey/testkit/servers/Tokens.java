package io.latchkey.testkit.servers;

import io.latchkey.local.server.KeycloakServer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** Real access tokens of the real issuer. A token is given again for a part of its life of five minutes. */
public final class Tokens {
    private static final Duration GIVEN_AGAIN_FOR = Duration.ofMinutes(2);
    private static final Map<String, Issued> ISSUED = new ConcurrentHashMap<>();

    private final KeycloakServer keycloak;

    private record Issued(String token, long nanoTime) {
        boolean isFresh() {
            return System.nanoTime() - nanoTime < GIVEN_AGAIN_FOR.toNanos();
        }
    }

    public Tokens(KeycloakServer keycloak) {
        this.keycloak = keycloak;
    }

    /**
     * Of a person: {@code ada} and {@code grace} (tenant acme), {@code linus} (globex), {@code nemo} (no tenant),
     * {@code iris} and {@code otto} (administrators of acme and globex).
     */
    public String user(String name) {
        return issued("user " + name, () -> keycloak.userToken(name));
    }

    /** Of a service account, for example {@code automation-engine} or {@code connection-service}. */
    public String service(String client) {
        return issued("service " + client, () -> keycloak.serviceToken(client));
    }

    /** Well signed, by an issuer that is not the platform's. */
    public String ofAnotherIssuer() {
        return keycloak.adminToken();
    }

    private static String issued(String owner, Supplier<String> signIn) {
        return ISSUED.compute(
                        owner,
                        (same, last) ->
                                last != null && last.isFresh() ? last : new Issued(signIn.get(), System.nanoTime()))
                .token();
    }
}
