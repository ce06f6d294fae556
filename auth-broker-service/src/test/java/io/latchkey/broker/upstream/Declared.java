package io.latchkey.broker.upstream;

import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.catalog.OAuth2Consent;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The error codes of providers, as files of the catalog declare them. */
public final class Declared {
    private static final String ENTRY = """
            id: acme
            name: Acme
            category: test
            api:
              headers: {Acme-Version: "7"}
            permissions:
              - {id: "files:read", name: Read files, access: read, scopes: [files.read]}
              - {id: "files:write", name: Write files, access: write, scopes: [files.write]}
              - {id: "files:share", name: Share files, access: write, scopes: [files.share], scope-parameter: optional_scope}
            methods:
            """;

    private Declared() {}

    /** A provider whose file declares none: the standards' codes are left. */
    public static ProviderErrors none() {
        return ProviderErrors.of(new Provider(
                "none",
                "None",
                "test",
                null,
                null,
                List.of(),
                null,
                List.of(),
                List.of(),
                provider("slack").methods(),
                null,
                List.of(),
                Map.of(),
                List.of(),
                List.of(),
                Map.of(),
                null));
    }

    public static ProviderErrors by(String provider) {
        return ProviderErrors.of(provider(provider));
    }

    private static Provider provider(String id) {
        var name = "providers/" + id + ".yaml";
        try (var in = Declared.class.getClassLoader().getResourceAsStream(name)) {
            return read(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The first of these methods, which are YAML. */
    public static OAuth2Provider oauth2(String methods) {
        var provider = read("acme.yaml", ENTRY + methods.indent(2));
        return new OAuth2Provider(provider, (OAuth2Consent) provider.methods().get(0));
    }

    private static Provider read(String name, String entry) {
        try {
            var files = List.of(new CatalogFile(name, entry));
            var catalog = new CatalogReader(variable -> Optional.empty(), host -> false).read(files);
            return catalog.all().get(0);
        } catch (CatalogException e) {
            throw new IllegalStateException(e);
        }
    }
}
