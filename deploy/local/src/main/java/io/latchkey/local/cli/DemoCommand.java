package io.latchkey.local.cli;

import io.latchkey.local.demo.Demo;
import io.latchkey.local.demo.DemoOptions;
import io.latchkey.local.demo.StackInfo;
import io.latchkey.local.server.KeycloakServer;
import io.latchkey.local.stack.LocalStack;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Starts the stack where it does not run, then plays the main job on it. */
@Command(name = "demo")
final class DemoCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Option(names = "--browser")
    boolean browser;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        CheckoutStack checkout = new CheckoutStack(UpCommand.progress(out));
        LocalStack stack = checkout.open();
        checkout.exclusively(() -> {
            if (!stack.isUp()) {
                UpCommand.start(checkout, stack, out);
                out.println();
                out.flush();
            }
            return 0;
        });
        return new Demo(System.out, Clock.systemUTC()).run(new DemoOptions(browser), infoOf(stack));
    }

    private static StackInfo infoOf(LocalStack stack) {
        KeycloakServer keycloak = stack.keycloak();
        return new StackInfo(
                URI.create(stack.connectionService().url()),
                URI.create(stack.broker().url()),
                URI.create(stack.verifier().url()),
                URI.create(keycloak.url()),
                URI.create(stack.vault().url()),
                stack.kafka().bootstrapServers(),
                URI.create(stack.returnUrl()),
                stack.vault().rootToken(),
                secrets(KeycloakServer.SERVICE_CLIENTS, keycloak),
                secrets(KeycloakServer.NORTHWIND_CLIENTS, keycloak),
                new StackInfo.Login(KeycloakServer.ADMINISTRATOR, keycloak.adminPassword()));
    }

    private static Map<String, String> secrets(List<String> clients, KeycloakServer keycloak) {
        return clients.stream().collect(Collectors.toMap(Function.identity(), keycloak::clientSecret));
    }
}
