package io.latchkey.local.cli;

import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.read.CatalogReader;
import io.latchkey.catalog.read.Reading;
import io.latchkey.catalog.source.BuiltInFiles;
import io.latchkey.catalog.source.CatalogFolder;
import io.latchkey.catalog.source.FolderContent;
import io.latchkey.catalog.source.UnusableFolderException;
import io.latchkey.local.process.StartFailed;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "check",
        description = "Checks catalog entries without any server: prints each fault with its file, line and field.")
final class CatalogCheckCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec;

    @Parameters(paramLabel = "FOLDER", description = "The folder with one .yaml file per provider.")
    Path folder;

    @Option(
            names = "--variable",
            paramLabel = "NAME=VALUE",
            description = "The value of $${NAME} in the files; a variable without a value is accepted.")
    Map<String, String> variables = Map.of();

    @Option(
            names = "--plain-http-host",
            paramLabel = "HOST",
            description = "Accepts http for this host, as latchkey.catalog.plain-http-hosts does.")
    Set<String> plainHosts = Set.of();

    @Override
    public Integer call() {
        var out = spec.commandLine().getOut();
        var content = content();
        content.ignored().forEach(name -> out.println(name + " is ignored: the name of a catalog file ends in .yaml"));
        if (content.files().isEmpty()) {
            throw new StartFailed(folder + " contains no catalog file: their names end in .yaml");
        }
        var reading = CatalogReader.withSomeVariables(
                        name -> Optional.ofNullable(variables.get(name)), PlainHosts.with(plainHosts))
                .examine(Stream.concat(BuiltInFiles.all().stream(), content.files().stream())
                        .toList());
        reading.faults().forEach(out::println);
        printVariables(content, out);
        out.println(summary(reading));
        out.flush();
        return reading.faults().isEmpty() ? 0 : 1;
    }

    private FolderContent content() {
        try {
            return new CatalogFolder(CallersFolder.resolve(folder)).read();
        } catch (UnusableFolderException e) {
            throw new StartFailed(String.valueOf(e.getMessage()));
        }
    }

    private void printVariables(FolderContent content, PrintWriter out) {
        var named = CatalogReader.variablesIn(content.files());
        variables.keySet().stream()
                .filter(name -> !named.contains(name))
                .forEach(name -> out.println(
                        "--variable " + name + " is not used by the files. " + Suggestions.remedy(name, named)));
        named.stream()
                .filter(name -> !variables.containsKey(name))
                .forEach(name -> out.println("The broker needs the setting latchkey.catalog.variables." + name));
    }

    private static String summary(Reading reading) {
        var own = reading.entries().stream().filter(entry -> !entry.builtIn()).count();
        var faults = reading.faults().size();
        return counted(own, "provider") + ", " + (faults == 0 ? "no faults" : counted(faults, "fault"));
    }

    private static String counted(long number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
