package io.latchkey.catalog.oauth1;

import io.latchkey.catalog.rule.InvalidFieldException;
import java.util.Map;

/** The parameters of RFC 5849, which Latchkey sets itself, so that no catalog entry can replace them. */
final class ProtocolParameters {
    private static final String PREFIX = "oauth_";

    private ProtocolParameters() {}

    /** {@code parameters}, of which none is one of the protocol. */
    static Map<String, String> none(String field, Map<String, String> parameters) {
        for (var name : parameters.keySet()) {
            if (name.startsWith(PREFIX)) {
                throw new InvalidFieldException(field + "." + name, "cannot be set, because Latchkey sets it");
            }
        }
        return Map.copyOf(parameters);
    }
}
