package io.latchkey.benchmarks;

import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.util.stream.IntStream;

/** Catalog entries of the usual size. */
final class Entries {
    private static final String ENTRY = """
            id: acme-%1$d
            name: Acme %1$d
            category: test
            methods:
              - id: oauth2
                type: oauth2-code
                authorize:
                  url: https://accounts.acme-%1$d.example/oauth2/authorize
                  parameters: {access_type: offline, prompt: consent}
                  scopes: [openid, email]
                token: {url: "https://accounts.acme-%1$d.example/oauth2/token", client-authentication: post}
                identity: {url: "https://api.acme-%1$d.example/me", id: /id, label: /email}
                probe: {url: "https://api.acme-%1$d.example/me"}
            permissions:
              - {id: "files:read", name: Read files, scopes: [files.read], access: read}
              - {id: "files:write", name: Change files, scopes: [files.write], access: write}
              - {id: "contacts:read", name: Read contacts, scopes: [contacts.read], access: read}
            """;

    private Entries() {}

    static Catalog catalog(int size) {
        var files = IntStream.range(0, size)
                .mapToObj(number -> new CatalogFile("acme-" + number + ".yaml", ENTRY.formatted(number)))
                .toList();
        try {
            return CatalogReader.withoutVariables(host -> false).read(files);
        } catch (CatalogException e) {
            throw new IllegalStateException(e);
        }
    }

    static String id(int number) {
        return "acme-" + number;
    }
}
