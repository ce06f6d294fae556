package io.latchkey.catalog;

import io.latchkey.catalog.form.FormField;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Values for a client library, such as a database driver. Platform services receive them as they were entered. Latchkey
 * cannot test them, because the library does not use HTTP.
 *
 * @param fields what the person enters, in this order
 */
public record Driver(String id, List<FormField> fields) implements AuthSpec {
    public Driver {
        id = Require.id("id", id);
        fields = FormField.form("fields", fields);
    }

    @Override
    public Driver with(Templates templates) {
        return this;
    }

    @Override
    public @Nullable Identity identity() {
        return null;
    }

    @Override
    public @Nullable Probe probe() {
        return null;
    }
}
