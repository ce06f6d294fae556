package io.latchkey.catalog;

import io.latchkey.catalog.parameter.Templates;
import io.latchkey.catalog.rule.Require;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A named capability of a provider.
 *
 * @param id permanent; connections and modules refer to it
 * @param name shown on the connect page, for example "Read your contacts"
 * @param scopes the provider's scopes; empty if it has none
 * @param scopeParameter the parameter of the authorization request that carries the scopes, at a provider that has
 *     several; null: {@code scope}
 */
public record Permission(
        String id,
        String name,
        Access access,
        List<String> scopes,
        @Nullable String scopeParameter) {
    /** The kind of access. */
    public enum Access {
        READ,
        WRITE,
        ADMIN
    }

    public Permission {
        id = Require.id("id", id);
        name = Require.present("name", name);
        access = Require.present("access", access);
        scopes = List.copyOf(scopes);
    }

    Permission with(Templates templates) {
        return new Permission(id, name, access, templates.scopes(scopes), scopeParameter);
    }
}
