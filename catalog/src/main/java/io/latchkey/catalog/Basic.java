package io.latchkey.catalog;

import io.latchkey.catalog.form.FieldText;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.Require;
import org.jspecify.annotations.Nullable;

/**
 * A user name and a password, sent as HTTP Basic (RFC 7617) in UTF-8.
 *
 * @param identity null if the provider has no request that identifies the account of a login
 * @param probe decides whether what was entered is accepted; null where the provider has no request for it: anything is
 *     stored then
 */
public record Basic(
        String id,
        FieldText username,
        FieldText password,
        @Nullable Identity identity,
        @Nullable Probe probe) implements AuthSpec {
    public Basic {
        id = Require.id("id", id);
        username = FieldText.labelled(username, "User name");
        password = FieldText.labelled(password, "Password");
    }

    @Override
    public Basic with(Templates templates) {
        var entered = templates.at(Step.AUTHORIZATION);
        return new Basic(
                id,
                username,
                password,
                identity == null ? null : identity.with(entered),
                probe == null ? null : probe.with(entered));
    }
}
