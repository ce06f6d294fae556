package io.latchkey.catalog;

import io.latchkey.catalog.rule.Require;
import java.util.List;

/** A part of the platform that works with a provider, and the permissions it needs there. */
public record PlatformModule(String id, String name, List<String> permissions) {
    public PlatformModule {
        id = Require.id("id", id);
        name = Require.present("name", name);
        permissions = List.copyOf(permissions);
    }
}
