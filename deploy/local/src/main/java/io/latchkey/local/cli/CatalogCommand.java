package io.latchkey.local.cli;

import picocli.CommandLine.Command;

@Command(
        name = "catalog",
        description = "Helps to write entries of the provider catalog (docs/providers.md).",
        subcommands = {CatalogDraftCommand.class, CatalogCheckCommand.class})
final class CatalogCommand {}
