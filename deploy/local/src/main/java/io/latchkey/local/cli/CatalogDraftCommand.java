package io.latchkey.local.cli;

import io.latchkey.catalog.discovery.Discovery;
import io.latchkey.catalog.discovery.DiscoveryException;
import io.latchkey.catalog.discovery.Draft;
import io.latchkey.catalog.discovery.DraftNames;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.local.http.HttpMetadata;
import io.latchkey.local.process.StartFailed;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(
        name = "draft",
        description = "Drafts a catalog entry from the metadata that a provider publishes (RFC 8414, OpenID Connect"
                + " Discovery, RFC 9728).")
final class CatalogDraftCommand implements Runnable {
    @Spec
    CommandSpec spec;

    @Parameters(
            index = "0",
            paramLabel = "URL",
            description = "An issuer, for example https://accounts.google.com, or a protected resource.")
    String url;

    @Parameters(
            index = "1",
            paramLabel = "FOLDER",
            arity = "0..1",
            description = "The folder into which the file is written, named after the id of the provider. Without it,"
                    + " the draft is printed.")
    @Nullable
    Path folder;

    @Option(names = "--id", paramLabel = "ID", description = "The id of the provider; otherwise that of its host.")
    @Nullable
    String id;

    @Option(names = "--name", paramLabel = "NAME", description = "The name of the provider for users.")
    @Nullable
    String name;

    @Option(
            names = "--plain-http-host",
            paramLabel = "HOST",
            description = "Accepts http for this host, as latchkey.catalog.plain-http-hosts does.")
    Set<String> plainHosts = Set.of();

    @Override
    public void run() {
        var draft = draft();
        var out = spec.commandLine().getOut();
        if (folder == null) {
            out.print(draft.text());
        } else {
            out.println("Wrote " + written(draft, folder)
                    + ". Complete what is marked \"not found\", then run ./latchkey" + " catalog check " + folder);
        }
        out.flush();
    }

    private Draft draft() {
        var discovery = new Discovery(new HttpMetadata(), PlainHosts.with(plainHosts));
        var fault = discovery.fault(url);
        if (fault.isPresent()) {
            throw new StartFailed("The URL " + fault.get()
                    + ". Give the issuer as an https URL (http for loopback addresses and --plain-http-host only).");
        }
        try {
            return discovery.draft(url, names()).toCompletableFuture().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof DiscoveryException failure ? notFound(failure) : e;
        }
    }

    private DraftNames names() {
        try {
            return new DraftNames(id, name);
        } catch (InvalidFieldException e) {
            throw new StartFailed("--" + e.field() + " " + e.getMessage());
        }
    }

    private static StartFailed notFound(DiscoveryException failure) {
        return new StartFailed(String.join("\n", failure.attempts())
                + "\nGive the URL of the issuer exactly as the provider documents it. If the provider publishes no"
                + " metadata, write the entry by hand (docs/providers.md).");
    }

    private static Path written(Draft draft, Path folder) {
        var file = folder.resolve(draft.id() + ".yaml");
        var target = CallersFolder.resolve(file);
        try {
            var unusedFolder = Files.createDirectories(CallersFolder.resolve(folder));
            var unusedFile = Files.writeString(target, draft.text(), StandardOpenOption.CREATE_NEW);
            return file;
        } catch (FileAlreadyExistsException e) {
            throw new StartFailed(file + " exists already: delete it, or give another --id");
        } catch (IOException e) {
            throw new StartFailed(file + " cannot be written: " + e.getMessage());
        }
    }
}
