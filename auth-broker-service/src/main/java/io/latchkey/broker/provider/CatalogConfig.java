package io.latchkey.broker.provider;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/** Where providers are described, besides those that ship with the service. */
@ConfigMapping(prefix = "latchkey.catalog")
public interface CatalogConfig {
    /** A directory with one {@code *.yaml} file per provider; by default none. Read once, at start. */
    Optional<Path> directory();

    /**
     * Hosts that a catalogue entry may name with plain http, as it may loopback; by default none. For demonstrations in a
     * network of containers: client secrets and tokens travel there unprotected.
     */
    Optional<Set<String>> plainHttpHosts();
}
