package io.latchkey.broker.method;

import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Origin;
import io.latchkey.catalog.Provider;

/** One of the ways to authenticate at a provider, as the catalog describes it. */
public interface CatalogMethod {
    Provider provider();

    AuthSpec spec();

    /** Where the secrets of this method are sent, as the catalog says: placeholders stand for all values. */
    default Origin origin() {
        return provider().origin(spec().id());
    }
}
