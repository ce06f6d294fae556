package io.latchkey.broker.provider;

import java.util.List;

/** A part of the platform that works with a provider, and the permissions it needs there. */
public record PlatformModule(String id, String name, List<String> permissions) {
    public PlatformModule {
        id = Require.id("module id", id);
        name = Require.present("module " + id + ": name", name);
        permissions = List.copyOf(permissions);
    }
}
