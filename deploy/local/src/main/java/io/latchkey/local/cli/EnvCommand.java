package io.latchkey.local.cli;

import io.latchkey.local.checkout.CheckoutStack;
import io.latchkey.local.fetch.Progress;
import io.latchkey.local.stack.LocalStack;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

@Command(
        name = "env",
        description = "Prints the URLs of the stack as assignments. To set them in a shell: eval \"$(./latchkey env)\"")
final class EnvCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        LocalStack stack = new CheckoutStack(Progress.SILENT).open();
        PrintWriter out = spec.commandLine().getOut();
        out.println("CONNECTIONS=" + stack.connectionService().url() + "/v1/connections");
        out.println("PROVIDERS=" + stack.broker().url() + "/v1/providers");
        out.println("CREDENTIALS=" + stack.broker().url() + "/v1/credentials");
        out.println("ISSUER=" + stack.keycloak().issuer());
        out.println("RETURN_URL=" + stack.returnPage().url());
        out.println("KAFKA=" + stack.kafka().bootstrapServers());
        out.flush();
        return 0;
    }
}
