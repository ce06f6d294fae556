package io.latchkey.broker.provider;

import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Optional;

/** Where providers are described, besides those that ship with the service. */
@ConfigMapping(prefix = "latchkey.catalog")
public interface CatalogConfig {
    /** A directory with one {@code *.yaml} file per provider; by default none. Read once, at start. */
    Optional<Path> directory();
}
