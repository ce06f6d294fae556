package io.latchkey.broker.consent.begin;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.parameter.EnteredParameter;
import io.latchkey.catalog.parameter.Parameter;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Rules for the values of connection parameters in a request. Each violation names the field and the remedy. */
public final class ParameterRules {
    private ParameterRules() {}

    /**
     * The values that are known when the authorization begins.
     *
     * @param named in the request; null: none
     * @param before of the connection's credential; empty if it has none
     */
    static Map<String, String> checked(
            AuthMethod method, @Nullable Map<String, String> named, Map<String, String> before) {
        var provider = method.provider();
        var values = new HashMap<String, String>();
        provider.entered().forEach(parameter -> Optional.ofNullable(before.get(parameter.id()))
                .ifPresent(value -> values.put(parameter.id(), value)));
        if (named != null) {
            named.forEach((id, value) -> {
                fault(provider, id, value).ifPresent(fault -> {
                    throw fault;
                });
                requireSameHost(method, id, value, values.get(id));
                values.put(id, value);
            });
        }
        return values;
    }

    /** Why {@code value} cannot be the value of the parameter {@code id}. */
    public static Optional<Invalid> fault(Provider provider, String id, String value) {
        return provider.entered().stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .map(parameter -> fault(provider, parameter, value))
                .orElseGet(() -> Optional.of(unknown(provider, id)));
    }

    private static Optional<Invalid> fault(Provider provider, EnteredParameter parameter, String value) {
        return parameter.accepts(value)
                ? Optional.empty()
                : Optional.of(new Invalid(
                        field(parameter.id()),
                        "The value must " + parameter.rule() + ".",
                        remedy(parameter, provider.name())));
    }

    private static Invalid unknown(Provider provider, String id) {
        if (provider.parameters().stream().map(Parameter::id).anyMatch(id::equals)) {
            return new Invalid(field(id), provider.name() + " names this value during the consent.", "Omit it.");
        }
        var known = provider.entered().stream().map(EnteredParameter::id).toList();
        return known.isEmpty()
                ? new Invalid(field(id), provider.name() + " has no parameters.", "Omit it.")
                : new Invalid(
                        field(id), provider.name() + " has no parameter of that id.", Suggestions.remedy(id, known));
    }

    private static String remedy(EnteredParameter parameter, String provider) {
        var example = parameter.example();
        var source = parameter.help() == null ? "Send it as " + provider + " shows it." : parameter.help();
        return example == null ? source : "Send a value such as " + example + ". " + source;
    }

    /** Another host has other accounts, and the credential must not be sent there. */
    private static void requireSameHost(AuthMethod method, String id, String value, @Nullable String before) {
        if (before != null && !before.equals(value) && method.origin().refersTo("{" + id + "}")) {
            throw new Conflict(
                            "parameter-fixed",
                            "The value decides where the credential of this connection is sent, and cannot change.",
                            "Create a new connection with the other value, or omit it.")
                    .with(Explanation.FIELD, field(id));
        }
    }

    private static String field(String id) {
        return "parameters." + id;
    }
}
