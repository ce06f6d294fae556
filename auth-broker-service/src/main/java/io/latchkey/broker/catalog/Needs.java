package io.latchkey.broker.catalog;

import io.latchkey.catalog.PlatformModule;
import io.latchkey.catalog.Provider;
import io.latchkey.catalog.Suggestions;
import io.latchkey.work.failure.Invalid;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * The permissions that modules and permissions of a provider amount to. An id that the provider does not have is an
 * {@link Invalid} with the field and near ids.
 */
public final class Needs {
    private static final int LONGEST_SHOWN = 64;

    private Needs() {}

    /** The union, sorted. */
    public static List<String> of(Provider provider, List<String> modules, List<String> permissions) {
        requireKnown("modules", "module", modules, provider, modulesOf(provider));
        requireKnown("permissions", "permission", permissions, provider, provider.allPermissions());
        return provider.requested(modules, permissions);
    }

    /** The same for ids of which each is that of a module or of a permission; a module takes precedence. */
    public static List<String> ofEither(Provider provider, String field, List<String> ids) {
        var modules = modulesOf(provider);
        var all = Stream.concat(modules.stream(), provider.allPermissions().stream())
                .distinct()
                .toList();
        requireKnown(field, "module or permission", ids, provider, all);
        return provider.requested(
                ids.stream().filter(modules::contains).toList(),
                ids.stream().filter(id -> !modules.contains(id)).toList());
    }

    private static List<String> modulesOf(Provider provider) {
        return provider.modules().stream().map(PlatformModule::id).toList();
    }

    private static void requireKnown(
            String field, String what, List<String> ids, Provider provider, Collection<String> known) {
        ids.stream().filter(id -> !known.contains(id)).findFirst().ifPresent(unknown -> {
            throw new Invalid(
                    field,
                    provider.name() + " has no " + what + " " + shown(unknown) + ".",
                    Suggestions.remedy(unknown, known));
        });
    }

    private static String shown(String id) {
        return id.length() > LONGEST_SHOWN || id.chars().anyMatch(Character::isISOControl)
                ? "of that id"
                : "'" + id + "'";
    }
}
