package io.latchkey.broker.provider;

import io.latchkey.catalog.AuthSpec;
import io.latchkey.catalog.Permission;
import io.latchkey.catalog.PlatformModule;
import io.latchkey.catalog.Provider;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A provider in the API.
 *
 * @param methods the authentication methods; a new connection uses the first unless its request names another
 * @param fullAccessOnly whether each consent grants every permission
 */
record ProviderView(
        String id,
        String name,
        String category,
        @Nullable String documentation,
        List<MethodView> methods,
        boolean fullAccessOnly,
        List<PermissionView> permissions,
        List<ModuleView> modules) {
    /**
     * An authentication method in the API.
     *
     * @param type for example {@code oauth2-code}, {@code api-key} or {@code basic}
     * @param accountKnown whether the provider identifies the account of a credential
     * @param verifiable whether the provider has a probe that verifies a credential
     */
    record MethodView(String id, String type, boolean accountKnown, boolean verifiable) {
        static MethodView of(AuthSpec method) {
            return new MethodView(
                    method.id(),
                    method.type(),
                    method.identifies().isPresent(),
                    method.verifies().isPresent());
        }
    }

    /** @param access {@code read}, {@code write} or {@code admin} */
    record PermissionView(
            String id,
            String name,

            @Schema(enumeration = {"read", "write", "admin"})
            String access,

            List<String> scopes) {
        static PermissionView of(Permission permission) {
            var access = permission.access().name().toLowerCase(Locale.ROOT);
            return new PermissionView(permission.id(), permission.name(), access, permission.scopes());
        }
    }

    /** @param permissions the permissions that the module needs */
    record ModuleView(String id, String name, List<String> permissions) {
        static ModuleView of(PlatformModule module) {
            return new ModuleView(module.id(), module.name(), module.permissions());
        }
    }

    static ProviderView of(Provider provider) {
        return new ProviderView(
                provider.id(),
                provider.name(),
                provider.category(),
                provider.documentation(),
                provider.methods().stream().map(MethodView::of).toList(),
                provider.fullAccessOnly(),
                provider.permissions().stream().map(PermissionView::of).toList(),
                provider.modules().stream().map(ModuleView::of).toList());
    }
}
