package io.latchkey.catalog;

import io.latchkey.catalog.form.FormField;
import io.latchkey.catalog.login.LoginRules;
import io.latchkey.catalog.parameter.Step;
import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.request.Identity;
import io.latchkey.catalog.request.Placement;
import io.latchkey.catalog.request.Probe;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A login whose response contains a session token, which requests to the API carry. Latchkey logs in again when the
 * session ends.
 *
 * @param fields what the person enters, in this order
 * @param placement how requests carry {@code {token}}, and {@code visible} fields if needed; null: as a bearer token
 * @param identity null if the provider has no request that identifies the account of a session
 * @param probe null if the provider has no request for it: a login is the test then
 */
public record SessionLogin(
        String id,
        List<FormField> fields,
        LoginRules login,
        Placement placement,
        @Nullable Identity identity,
        @Nullable Probe probe)
        implements AuthSpec {
    /** The name of the session token in a placement. */
    public static final String TOKEN = "token";

    public SessionLogin {
        id = Require.id("id", id);
        fields = FormField.form("fields", fields);
        login = Require.present("login", login);
        login.requireAll(FormField.ids(fields, field -> !field.visible()));
        placement = placement == null ? Placement.bearer(TOKEN) : placement;
        placement.requireAll(Set.of(TOKEN));
        if (FormField.ids(fields, field -> true).contains(TOKEN)) {
            throw new InvalidFieldException("fields", "cannot have the id token: {token} is the session token");
        }
    }

    @Override
    public SessionLogin with(Templates templates) {
        var names = FormField.ids(fields, FormField::visible);
        names.add(TOKEN);
        var sent = templates.at(Step.AUTHORIZATION, names);
        return new SessionLogin(
                id,
                fields,
                login.with(templates, FormField.ids(fields, field -> true)),
                placement.with(sent),
                identity == null ? null : identity.with(sent),
                probe == null ? null : probe.with(sent));
    }

    @Override
    public String issuingUrl() {
        return login.url();
    }
}
