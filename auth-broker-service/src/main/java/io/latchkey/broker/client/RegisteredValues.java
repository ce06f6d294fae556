package io.latchkey.broker.client;

import io.latchkey.broker.secret.Secret;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.catalog.form.ClientValue;
import io.latchkey.work.failure.Invalid;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a registration names besides the client id and its secrets: exactly the values that the entry declares. */
final class RegisteredValues {
    private static final String FIELD = "values";

    private RegisteredValues() {}

    /** Fails with an {@link Invalid} that names the value, and never quotes it. */
    static Map<String, Secret> of(Provider provider, @Nullable Map<String, String> sent) {
        var values = sent == null ? Map.<String, String>of() : sent;
        values.keySet().stream()
                .filter(id -> !provider.clientValueIds().contains(id))
                .findFirst()
                .ifPresent(id -> {
                    throw unknown(provider, id);
                });
        var secrets = new HashMap<String, Secret>();
        provider.clientValues().forEach(value -> secrets.put(value.id(), secret(value, values.get(value.id()))));
        return secrets;
    }

    private static Secret secret(ClientValue value, @Nullable String sent) {
        if (sent == null || sent.isBlank()) {
            throw new Invalid(
                    field(value.id()),
                    value.label() + " is missing or empty.",
                    "Send the value as the provider shows it.");
        }
        if (!value.accepts(sent)) {
            throw new Invalid(
                    field(value.id()),
                    value.label() + " has another form at this provider.",
                    "Send the value as the provider shows it"
                            + (value.pattern() == null ? "." : ": it matches " + value.pattern() + "."));
        }
        return Secret.of(sent);
    }

    private static Invalid unknown(Provider provider, String id) {
        var known = provider.clientValues().stream().map(ClientValue::id).toList();
        return new Invalid(
                FIELD,
                provider.name() + " has no client value of one of these ids.",
                known.isEmpty() ? "Omit values." : Suggestions.remedy(id, known));
    }

    private static String field(String id) {
        return FIELD + "." + id;
    }
}
