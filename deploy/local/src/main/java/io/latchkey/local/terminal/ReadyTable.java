package io.latchkey.local.terminal;

import io.latchkey.local.checkout.FeedClientFile;
import io.latchkey.local.server.Server;
import io.latchkey.local.site.Site;
import io.latchkey.local.stack.LocalStack;
import java.io.PrintWriter;

/** Prints addresses and logins of a running stack. */
public final class ReadyTable {
    private static final String ROW = "  %-22s %s%n";

    private ReadyTable() {}

    public static void print(LocalStack stack, Site site, PrintWriter out) {
        out.println();
        for (Server server : stack.servers()) {
            out.printf(ROW, server.name(), server.address());
        }
        out.println();
        out.printf(
                ROW,
                "users of the platform",
                "ada, grace (tenant acme), linus (tenant globex); password: name + -demo");
        out.printf(ROW, "users of Northwind", "nora, olaf; password: name + -demo");
        out.printf(
                ROW,
                "login pages",
                stack.keycloak().issuer() + "/account, " + stack.keycloak().northwind() + "/account");
        out.printf(ROW, "API pages", stack.connectionService().url() + "/q/swagger-ui, and at the other services");
        out.printf(ROW, "Kafka consumer file", FeedClientFile.of(site));
        out.printf(ROW, "logs", site.logs() + " (./latchkey logs -f)");
        out.printf(ROW, "passwords and keys", site.state().resolve("secrets.properties"));
        out.println();
        out.println("./latchkey demo takes a connection from consent to deletion, ./latchkey down stops the stack.");
        out.flush();
    }
}
