package io.latchkey.broker.method;

import io.latchkey.catalog.form.FieldText;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The next step for the person. */
public sealed interface NextStep {
    /** Go to the provider, which redirects the browser to the callback. */
    record Redirect(URI target) implements NextStep {}

    /**
     * Enter a code on a page of the provider, on any device, while the broker polls the provider.
     *
     * @param userCode as the provider shows and accepts it
     * @param verificationUri the page
     * @param verificationUriComplete the page with the code filled in; null if the provider has none
     * @param life how long the code is valid, from the start of the request for it
     * @param interval the pause between polls
     */
    record DeviceCode(
            String userCode,
            URI verificationUri,
            @Nullable URI verificationUriComplete,
            Duration life,
            Duration interval)
            implements NextStep {
        /** A user code is nothing to log: the person who enters it decides which account is connected. */
        @Override
        public String toString() {
            return "DeviceCode[verificationUri=" + verificationUri + "]";
        }
    }

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
