package io.latchkey.broker.provider;

import io.latchkey.broker.catalog.CurrentCatalog;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.provider.ProviderView.MethodClientView;
import io.latchkey.broker.provider.search.ProviderIndex;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.Provider;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Prepares what the lists of providers need, once for each version of the catalog. */
@Singleton
class PreparedProviders {
    private final CurrentCatalog current;
    private final Methods methods;
    private volatile @Nullable Prepared last;

    PreparedProviders(CurrentCatalog current, Methods methods) {
        this.current = current;
        this.methods = methods;
    }

    /**
     * One version of the catalog.
     *
     * @param content the text of all that the API shows of it; the same on all replicas with the same files and release
     */
    record Prepared(Catalog catalog, ProviderIndex index, Fingerprint content) {}

    Prepared get() {
        var catalog = current.get();
        var known = last;
        if (known != null && known.catalog == catalog) {
            return known;
        }
        var prepared = new Prepared(catalog, new ProviderIndex(catalog), content(catalog));
        last = prepared;
        return prepared;
    }

    private Fingerprint content(Catalog catalog) {
        return Fingerprint.of(catalog.all().stream()
                .map(provider -> ProviderView.of(provider, methods.all(provider), withoutClient(provider)))
                .toList());
    }

    private static MethodClientView withoutClient(Provider provider) {
        return MethodClientView.of(provider, null, null, null, List.of());
    }
}
