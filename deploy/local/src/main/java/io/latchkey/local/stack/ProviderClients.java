package io.latchkey.local.stack;

import io.latchkey.local.http.JsonHttp;
import io.latchkey.local.process.StartFailed;
import java.io.UncheckedIOException;
import java.util.Map;

/** Registers Latchkey's two clients for Northwind at the broker, as an operator would. */
final class ProviderClients {
    private static final Map<String, String> CLIENT_OF_PROVIDER =
            Map.of("northwind", "latchkey-northwind", "northwind-short", "latchkey-northwind-short");

    private ProviderClients() {}

    static void register(LocalStack stack) {
        JsonHttp broker = new JsonHttp(stack.broker().url())
                .with("Authorization", "Bearer " + stack.keycloak().serviceToken("installer"));
        CLIENT_OF_PROVIDER.forEach((provider, clientId) -> {
            try {
                broker.put(
                        "/v1/providers/" + provider + "/client",
                        Map.of(
                                "clientId",
                                clientId,
                                "clientSecret",
                                stack.keycloak().clientSecret(clientId)));
            } catch (IllegalStateException | UncheckedIOException e) {
                throw new StartFailed(
                        "auth-broker-service refuses the client for %s (%s): see %s"
                                .formatted(
                                        provider, e.getMessage(), stack.broker().log()),
                        e);
            }
        });
    }
}
