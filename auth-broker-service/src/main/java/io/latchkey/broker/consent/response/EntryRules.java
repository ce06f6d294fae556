package io.latchkey.broker.consent.response;

import io.latchkey.broker.consent.begin.ParameterRules;
import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.NextStep.Form;
import io.latchkey.broker.method.Refusal;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.parameter.EnteredParameter;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Rules for the values that a program enters. One error names all that are missing, unknown or malformed. */
final class EntryRules {
    private EntryRules() {}

    /** The values of all parameters of a connection, of which {@code known} are known before. */
    static Map<String, String> parameters(Provider provider, Map<String, String> known, EnteredResponse entered) {
        var all = new HashMap<>(entered.parametersOrNone());
        all.putAll(known);
        requireNone(Stream.concat(
                        entered.parametersOrNone().entrySet().stream()
                                .flatMap(named -> fault(provider, known, named.getKey(), named.getValue()).stream()),
                        provider.entered().stream()
                                .filter(parameter -> !all.containsKey(parameter.id()))
                                .map(EntryRules::missing))
                .toList());
        return all;
    }

    private static Optional<Invalid> fault(Provider provider, Map<String, String> known, String id, String value) {
        return known.containsKey(id) && !known.get(id).equals(value)
                ? Optional.of(
                        new Invalid("parameters." + id, "The authorization began with another value.", "Omit it."))
                : ParameterRules.fault(provider, id, value);
    }

    private static Invalid missing(EnteredParameter parameter) {
        return new Invalid(
                "parameters." + parameter.id(), "The value is missing.", "Send it; it must " + parameter.rule() + ".");
    }

    /** Fails with an {@link Invalid} if the form of {@code method} would not take {@code entered}. */
    static void requireWellFormed(AuthMethod method, EnteredResponse entered) {
        var form = method.form().orElseThrow();
        var ids = form.fields().stream().map(Form.Field::id).toList();
        requireNone(Stream.concat(
                        entered.fields().keySet().stream()
                                .filter(id -> !ids.contains(id))
                                .map(id -> new Invalid(
                                        "fields." + id,
                                        "The method " + method.spec().id() + " has no such field.",
                                        Suggestions.remedy(id, ids))),
                        method.refusals(entered.response()).stream().map(refusal -> malformed(method, form, refusal)))
                .toList());
    }

    private static Invalid malformed(AuthMethod method, Form form, Refusal refusal) {
        var label = "“" + form.label(refusal.detail()) + "”";
        return refusal.kind() == Refusal.Kind.COLON
                ? new Invalid(
                        "fields." + refusal.detail(),
                        label + " contains a colon (:).",
                        "Send the user name alone, without the password.")
                : new Invalid(
                        "fields." + refusal.detail(),
                        label + " is missing, or does not have the form that "
                                + method.provider().name() + " uses.",
                        "Send the whole value, without spaces around it.");
    }

    private static void requireNone(List<Invalid> faults) {
        if (faults.size() == 1) {
            throw faults.get(0);
        }
        if (!faults.isEmpty()) {
            throw new Invalid(
                            member(faults.get(0), Explanation.FIELD),
                            joined(faults, fault -> fault.explanation().detail()),
                            joined(faults, fault -> member(fault, Explanation.REMEDY)))
                    .with(
                            "fields",
                            faults.stream()
                                    .map(fault -> member(fault, Explanation.FIELD))
                                    .toList());
        }
    }

    private static String joined(List<Invalid> faults, Function<Invalid, String> part) {
        return faults.stream()
                .map(fault -> member(fault, Explanation.FIELD) + ": " + part.apply(fault))
                .collect(Collectors.joining(" "));
    }

    private static String member(Invalid fault, String name) {
        return String.valueOf(fault.explanation().members().get(name));
    }
}
