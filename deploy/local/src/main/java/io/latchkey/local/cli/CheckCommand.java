package io.latchkey.local.cli;

import io.latchkey.local.check.Finding;
import io.latchkey.local.check.InstallationCheck;
import io.latchkey.local.process.StartFailed;
import io.latchkey.local.site.Checkout;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "check", description = "Checks an installation before it is started (docs/installation.md).")
final class CheckCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "A copy of deploy/kubernetes/production.")
    Path folder;

    @Option(names = "--cluster", description = "Also checks the cluster of kubectl's current context.")
    boolean cluster;

    @Option(
            names = "--namespace",
            paramLabel = "NAME",
            defaultValue = "latchkey",
            description = "The namespace in that cluster; ${DEFAULT-VALUE} by default.")
    String namespace;

    @Override
    public Integer call() {
        var check = new InstallationCheck(
                Checkout.current(),
                CallersFolder.resolve(folder).toAbsolutePath().normalize(),
                Optional.ofNullable(System.getenv("VAULT_TOKEN")));
        if (!check.isOverlay()) {
            throw new StartFailed(
                    folder + " does not contain settings of the services: use a copy of deploy/kubernetes/production");
        }
        PrintWriter out = spec.commandLine().getOut();
        var findings = Stream.concat(
                        check.servers(), cluster ? check.cluster("kubectl", namespace) : Stream.<Finding>of())
                .peek(finding -> {
                    out.println(finding);
                    out.flush();
                })
                .toList();
        long open = findings.stream().filter(finding -> !finding.isOk()).count();
        out.println();
        out.println(
                open == 0
                        ? "All checks passed."
                        : open + " of " + findings.size() + " checks failed or were not made.");
        out.flush();
        return open == 0 ? 0 : 1;
    }
}
