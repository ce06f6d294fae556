package io.latchkey.broker.method;

import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the person has to do next. */
public sealed interface NextStep {
    /** Go to the provider, which sends the browser back to the callback. */
    record Redirect(URI target) implements NextStep {}

    /** Fill in a form of ours. */
    record Form(List<Field> fields) implements NextStep {
        public Form {
            fields = List.copyOf(fields);
        }

        public List<String> labels() {
            return fields.stream().map(Field::label).toList();
        }

        /** What the field {@code id} is called. */
        public String label(String id) {
            return fields.stream()
                    .filter(field -> field.id().equals(id))
                    .map(Field::label)
                    .findFirst()
                    .orElse(id);
        }

        /** @param visible whether the value is shown while it is typed */
        public record Field(
                String id, String label, @Nullable String help, boolean visible) {}
    }
}
