package io.latchkey.broker.method;

import io.latchkey.broker.secret.Material;
import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Provider;
import java.util.Optional;

/** A factory for all methods of one kind. Each kind has a package below this one. */
public interface MethodKind {
    /** The method that {@code spec} describes. Empty if it is of another kind. */
    Optional<AuthMethod> of(Provider provider, AuthSpec spec);

    /**
     * How a request carries {@code material} when the catalog does not define it. Empty if the kind has no usual way.
     */
    default Optional<RequestParts> usually(Material material) {
        return Optional.empty();
    }
}
