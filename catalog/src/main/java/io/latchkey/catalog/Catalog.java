package io.latchkey.catalog;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All providers, by id. Immutable: it is read once, at startup. */
public final class Catalog {
    private final Map<String, Provider> providers = new TreeMap<>();

    public Catalog(Collection<Provider> providers) {
        for (var provider : providers) {
            if (this.providers.put(provider.id(), provider) != null) {
                throw new IllegalArgumentException("two providers have the same id " + provider.id());
            }
        }
    }

    public Optional<Provider> find(String id) {
        return Optional.ofNullable(providers.get(id));
    }

    /** All providers, sorted by display name. */
    public List<Provider> all() {
        return providers.values().stream()
                .sorted(Comparator.comparing(Provider::name).thenComparing(Provider::id))
                .toList();
    }

    public Collection<String> ids() {
        return providers.keySet();
    }
}
