package io.latchkey.catalog.form;

import org.jspecify.annotations.Nullable;

/**
 * What the form says about a value that every provider of a method has.
 *
 * @param label above the field, for example "E-mail address"; a file may omit it
 * @param help below the field; null: nothing
 */
public record FieldText(String label, @Nullable String help) {
    /** {@code text}, with the label {@code usual} if it has none. */
    public static FieldText labelled(@Nullable FieldText text, String usual) {
        return text != null && text.label != null ? text : new FieldText(usual, text == null ? null : text.help);
    }
}
