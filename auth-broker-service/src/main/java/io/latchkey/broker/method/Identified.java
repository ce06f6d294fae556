package io.latchkey.broker.method;

import io.latchkey.contracts.connection.Account;
import java.util.Map;
import java.util.Optional;

/**
 * What the response that identifies a credential names.
 *
 * @param account empty if the provider does not identify it
 * @param parameters values of connection parameters, by their ids
 */
public record Identified(Optional<Account> account, Map<String, String> parameters) {
    public static final Identified NOTHING = new Identified(Optional.empty(), Map.of());

    public Identified {
        parameters = Map.copyOf(parameters);
    }
}
