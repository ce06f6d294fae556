package io.latchkey.catalog;

import io.latchkey.catalog.form.FormField;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A key that a user copies from the provider, or several values that belong together.
 *
 * @param fields what the person enters, in this order; at least one
 * @param identity null if the provider has no request that identifies the account of a key
 * @param probe decides whether what was entered is accepted; null where the provider has no request for it: anything is
 *     stored then
 */
public record ApiKey(
        String id,
        List<FormField> fields,
        Placement placement,
        @Nullable Identity identity,
        @Nullable Probe probe) implements AuthSpec {
    public ApiKey {
        id = Require.id("id", id);
        fields = FormField.form("fields", fields);
        placement = Require.present("placement", placement);
        placement.requireAll(FormField.ids(fields, field -> true));
    }

    @Override
    public ApiKey with(Templates templates) {
        var entered = templates.at(Step.AUTHORIZATION, FormField.ids(fields, field -> true));
        return new ApiKey(
                id,
                fields,
                placement.with(entered),
                identity == null ? null : identity.with(entered),
                probe == null ? null : probe.with(entered));
    }

    @Override
    public Stream<String> urls() {
        return Stream.concat(AuthSpec.super.urls(), Stream.ofNullable(placement.url()));
    }
}
