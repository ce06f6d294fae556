package io.latchkey.broker.method;

import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.parameter.LearnedParameter;
import io.latchkey.contracts.connection.Outcome;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The values that a provider names for connection parameters. Each is checked against the catalog before it becomes part
 * of a request, so that no secret is sent to a host that is not the provider's.
 */
public final class LearnedValues {
    private static final Failure REFUSED = new Failure(Outcome.UNKNOWN, null, "unexpected_parameter", null, null);

    private LearnedValues() {}

    /**
     * The values of all parameters of one kind. Fails with a {@link ProviderException} if one is missing or not
     * acceptable.
     *
     * @param named what the provider names for a parameter; empty if it names nothing
     */
    public static <P extends LearnedParameter> Map<String, String> of(
            Provider provider, Class<P> kind, Function<P, Optional<String>> named) {
        var values = new HashMap<String, String>();
        for (var parameter : provider.parameters()) {
            if (kind.isInstance(parameter)) {
                values.put(parameter.id(), value(kind.cast(parameter), named));
            }
        }
        return values;
    }

    private static <P extends LearnedParameter> String value(P parameter, Function<P, Optional<String>> named) {
        var text = named.apply(parameter);
        return (text.isEmpty() ? parameter.usual() : text.flatMap(parameter::from))
                .orElseThrow(() -> new ProviderException(REFUSED));
    }
}
