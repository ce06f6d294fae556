package io.latchkey.broker.upstream;

import io.latchkey.broker.upstream.failure.ProviderErrors;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.read.CatalogException;
import io.latchkey.catalog.read.CatalogFile;
import io.latchkey.catalog.read.CatalogReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The error codes of providers, as files of the catalog declare them. */
public final class Declared {
    private Declared() {}

    /** A provider whose file declares none: the standards' codes are left. */
    public static ProviderErrors none() {
        return ProviderErrors.of(new Provider(
                "none", "None", "test", null, provider("slack").methods(), false, List.of(), List.of(), List.of()));
    }

    public static ProviderErrors by(String provider) {
        return ProviderErrors.of(provider(provider));
    }

    private static Provider provider(String id) {
        var name = "providers/" + id + ".yaml";
        try (var in = Declared.class.getClassLoader().getResourceAsStream(name)) {
            var file = new CatalogFile(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
            var catalog = new CatalogReader(variable -> Optional.empty(), host -> false).read(List.of(file));
            return catalog.find(id).orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (CatalogException e) {
            throw new IllegalStateException(e);
        }
    }
}
