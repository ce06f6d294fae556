package io.latchkey.broker.method;

import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import java.util.Optional;

/** All methods of one kind. Each package below this one has one. */
public interface MethodKind {
    /** The method that {@code spec} describes; empty: it is of another kind. */
    Optional<AuthMethod> of(Provider provider, AuthSpec spec);

    /** How {@code material} is sent where the catalog does not say; empty: that can't be known. */
    default Optional<RequestParts> usually(Material material) {
        return Optional.empty();
    }
}
