package io.latchkey.local.check;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds example values that an operator has not replaced in the manifests of the overlay. */
final class ExamplesLeft {
    private record Example(String file, String mark, String remedy) {}

    private static final List<Example> EXAMPLES = List.of(
            new Example("kustomization.yaml", "registry.example.com", "set your registry"),
            new Example("ingress.yaml", "example.com", "set your host"),
            new Example("network.yaml", "cidr: 192.0.2.", "set the address ranges of your servers"),
            // The beginning of the certificate that ships with the overlay.
            new Example(
                    "ca/postgresql.crt",
                    "MIIByjCCAW+gAwIBAgIUElikRlV4ydGzOHyqzE/ztLcVFMEw",
                    "replace it with your CA"));

    private ExamplesLeft() {}

    static Stream<Finding> check(Path overlay) {
        return EXAMPLES.stream()
                .filter(example -> Files.exists(overlay.resolve(example.file())))
                .map(example -> text(overlay.resolve(example.file())).contains(example.mark())
                        ? Finding.missing(example.file(), "it still contains the example value; " + example.remedy())
                        : Finding.ok(example.file(), "no example value is left"));
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
