package io.latchkey.catalog;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Providers, by id. Immutable. */
public final class Catalog {
    public static final Catalog EMPTY = new Catalog(List.of());

    /** Holds what {@link #find} returns, so that a lookup allocates nothing. */
    private final Map<String, Optional<Provider>> byId = new HashMap<>();

    private final List<Provider> byName;

    /** The ids of the providers whose users consent at a server. */
    private final Map<String, Set<String>> byAuthorizationServer = new HashMap<>();

    public Catalog(Collection<Provider> providers) {
        for (var provider : providers) {
            if (byId.put(provider.id(), Optional.of(provider)) != null) {
                throw new IllegalArgumentException("two providers have the same id " + provider.id());
            }
            provider.methods().stream()
                    .flatMap(method -> method.authorizationServer().stream())
                    .forEach(server -> byAuthorizationServer
                            .computeIfAbsent(server, unused -> new HashSet<>())
                            .add(provider.id()));
        }
        this.byName = providers.stream()
                .sorted(Comparator.comparing(Provider::name).thenComparing(Provider::id))
                .toList();
    }

    public Optional<Provider> find(String id) {
        return byId.getOrDefault(id, Optional.empty());
    }

    /** The ids of the providers whose users consent at the server with this token endpoint. */
    public Set<String> at(String authorizationServer) {
        return Collections.unmodifiableSet(byAuthorizationServer.getOrDefault(authorizationServer, Set.of()));
    }

    /** All providers, sorted by display name. */
    public List<Provider> all() {
        return byName;
    }

    public SortedSet<String> ids() {
        return new TreeSet<>(byId.keySet());
    }
}
