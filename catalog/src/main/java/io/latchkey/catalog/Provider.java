package io.latchkey.catalog;

import io.latchkey.catalog.error.ErrorRule;
import io.latchkey.catalog.request.ApiRules;
import io.latchkey.catalog.rule.InvalidFieldException;
import io.latchkey.catalog.rule.Require;
import io.latchkey.contracts.connection.ProviderRef;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One entry of the catalog.
 *
 * @param methods the authentication methods, at least one; the first is the default
 * @param category for display, for example {@code crm}
 * @param documentation URL of the provider's API documentation; null if unknown
 * @param api what every request to the provider's API needs; null: only the credential
 * @param fullAccessOnly whether each consent grants all permissions
 * @param modules the parts of the platform that use this provider
 * @param errors what the provider's own error codes mean; the first that an answer names decides
 */
public record Provider(
        String id,
        String name,
        String category,
        @Nullable String documentation,
        ApiRules api,
        List<AuthSpec> methods,
        boolean fullAccessOnly,
        List<Permission> permissions,
        List<PlatformModule> modules,
        List<ErrorRule> errors) {
    public Provider {
        id = Require.id("id", id);
        name = Require.present("name", name);
        category = Require.present("category", category);
        api = api == null ? ApiRules.NONE : api;
        methods = Require.distinct("methods", methods, AuthSpec::id);
        if (methods.isEmpty()) {
            throw new InvalidFieldException("methods", "is missing");
        }
        permissions = Require.distinct("permissions", permissions, Permission::id);
        modules = Require.distinct("modules", modules, PlatformModule::id);
        errors = List.copyOf(errors);
        requireKnown(permissions, modules);
    }

    public ProviderRef ref() {
        return new ProviderRef(id, name);
    }

    /** The method that {@code methodId} names. */
    public Optional<AuthSpec> method(String methodId) {
        return methods.stream().filter(m -> m.id().equals(methodId)).findFirst();
    }

    public List<String> methodIds() {
        return methods.stream().map(AuthSpec::id).toList();
    }

    public List<String> allPermissions() {
        return permissions.stream().map(Permission::id).toList();
    }

    public Optional<Permission> permission(String permissionId) {
        return permissions.stream().filter(p -> p.id().equals(permissionId)).findFirst();
    }

    public Optional<PlatformModule> module(String moduleId) {
        return modules.stream().filter(m -> m.id().equals(moduleId)).findFirst();
    }

    /** The permissions to request: the union of those that the modules need and {@code others}; sorted. */
    public List<String> requested(Collection<String> moduleIds, Collection<String> others) {
        var needed = moduleIds.stream().flatMap(m -> module(m).orElseThrow().permissions().stream());
        return Stream.concat(needed, others.stream()).distinct().sorted().toList();
    }

    /** The permissions that these scopes amount to, sorted. */
    public List<String> granted(Collection<String> scopes) {
        Set<String> held = new HashSet<>(scopes);
        var granted = new TreeSet<String>();
        for (var permission : permissions) {
            if (fullAccessOnly || held.containsAll(permission.scopes())) {
                granted.add(permission.id());
            }
        }
        return List.copyOf(granted);
    }

    private static void requireKnown(List<Permission> permissions, List<PlatformModule> modules) {
        var known = permissions.stream().map(Permission::id).toList();
        IntStream.range(0, modules.size()).forEach(index -> modules.get(index).permissions().stream()
                .filter(permission -> !known.contains(permission))
                .forEach(unknown -> {
                    throw new InvalidFieldException(
                            "modules." + index + ".permissions",
                            "names the unknown permission " + unknown + ". " + Suggestions.remedy(unknown, known),
                            List.of("permissions"));
                }));
    }
}
