package io.latchkey.catalog;

import io.latchkey.catalog.rule.Require;
import java.util.List;

/**
 * A capability of a provider in human words.
 *
 * @param id stable; what connections and modules name
 * @param name shown on the connect page, for example "Read your contacts"
 * @param scopes what the provider calls it; empty where it has no scopes
 */
public record Permission(String id, String name, Access access, List<String> scopes) {
    /** What a permission allows to do. */
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
}
