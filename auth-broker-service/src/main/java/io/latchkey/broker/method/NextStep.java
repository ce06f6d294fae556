package io.latchkey.broker.method;

import io.latchkey.catalog.form.FieldText;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next step for the person. */
public sealed interface NextStep {
    /** Go to the provider, which redirects the browser to the callback. */
    record Redirect(URI target) implements NextStep {}

    /** Fill in a form of the broker. */
    record Form(List<Field> fields) implements NextStep {
        public Form {
            fields = List.copyOf(fields);
        }

        public List<String> labels() {
            return fields.stream().map(Field::label).toList();
        }

        /** The label of the field {@code id}. */
        public String label(String id) {
            return fields.stream()
                    .filter(field -> field.id().equals(id))
                    .map(Field::label)
                    .findFirst()
                    .orElse(id);
        }

        /**
         * @param visible whether the form shows the value during input
         * @param multiline whether the value has several lines; the form then shows it
         * @param optional whether it may be left empty
         */
        public record Field(
                String id, String label, @Nullable String help, boolean visible, boolean multiline, boolean optional) {
            /** A required value of one line. */
            public static Field line(String id, FieldText text, boolean visible) {
                return new Field(id, text.label(), text.help(), visible, false, false);
            }
        }
    }
}
