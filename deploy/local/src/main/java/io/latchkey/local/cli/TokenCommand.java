package io.latchkey.local.cli;

import io.latchkey.local.backing.KeycloakSettings;
import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.server.KeycloakServer;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "token", description = "Prints an access token of a demo user or of a service of the platform.")
final class TokenCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(
            paramLabel = "NAME",
            description = "One of ${COMPLETION-CANDIDATES}.",
            completionCandidates = Names.class)
    String name;

    /** The names in the help. */
    private static final class Names extends ArrayList<String> {
        private static final long serialVersionUID = 1L;

        Names() {
            super(KeycloakSettings.USERS);
            addAll(KeycloakSettings.SERVICE_CLIENTS);
        }
    }

    @Override
    public Integer call() {
        KeycloakServer keycloak = new CheckoutStack(Progress.SILENT).open().keycloak();
        boolean service = KeycloakSettings.SERVICE_CLIENTS.contains(name);
        if (!service && !KeycloakSettings.USERS.contains(name)) {
            throw new StartFailed("Unknown user or service %s. Use one of: %s, %s"
                    .formatted(
                            name,
                            String.join(", ", KeycloakSettings.USERS),
                            String.join(", ", KeycloakSettings.SERVICE_CLIENTS)));
        }
        if (!keycloak.answers()) {
            throw new StartFailed("Keycloak is not running: start it with ./latchkey up");
        }
        spec.commandLine().getOut().println(service ? keycloak.serviceToken(name) : keycloak.userToken(name));
        return 0;
    }
}
