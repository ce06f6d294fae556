package io.latchkey.local.demo;

import io.latchkey.demo.stack.StackInfo;
import io.latchkey.local.backing.KeycloakSettings;
import io.latchkey.local.stack.LocalStack;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The stack that the launcher, or a test, has started. */
public final class StartedStack {
    private StartedStack() {}

    public static StackInfo info(LocalStack stack) {
        return new StackInfo(
                URI.create(stack.connectionService().url()),
                URI.create(stack.broker().url()),
                URI.create(stack.verifier().url()),
                URI.create(stack.keycloak().url()),
                URI.create(stack.vault().url()),
                stack.kafka().bootstrapServers(),
                stack.kafka().feedClientSettings(),
                URI.create("http://127.0.0.1:%d/done".formatted(stack.ports().demoPage())),
                stack.vault().rootToken(),
                secrets(stack, KeycloakSettings.SERVICE_CLIENTS),
                secrets(stack, KeycloakSettings.NORTHWIND_CLIENTS),
                new StackInfo.Login(
                        KeycloakSettings.ADMINISTRATOR, stack.keycloak().adminPassword()));
    }

    private static Map<String, String> secrets(LocalStack stack, List<String> clients) {
        return clients.stream().collect(Collectors.toMap(client -> client, stack.keycloak()::clientSecret));
    }
}
