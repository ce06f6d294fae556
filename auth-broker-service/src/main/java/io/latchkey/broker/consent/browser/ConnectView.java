package io.latchkey.broker.consent.browser;

import io.latchkey.catalog.Provider;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The data of the connect page: what is granted, to whom, and at which provider.
 *
 * @param connectionName null if the connection has no name yet
 * @param modules the modules of the platform that need the permissions
 * @param fullAccessOnly why the consent grants everything; null: it does not
 * @param accountKnown whether the provider identifies the account
 * @param entered the fields of the broker's form; empty if the next step is a page of the provider
 * @param withCode whether the person enters a code at the provider
 * @param parameters the connection parameters whose values are not known yet
 * @param returnHost host to which the browser is redirected afterwards
 * @param csrf token that proves that this page sent the form
 */
public record ConnectView(
        String provider,
        String platform,
        @Nullable String connectionName,
        List<String> modules,
        List<Granted> permissions,
        @Nullable String fullAccessOnly,
        boolean accountKnown,
        List<String> entered,
        boolean withCode,
        List<ParameterField> parameters,
        String returnHost,
        String csrf) {
    /**
     * One permission to be granted.
     *
     * @param access {@code read}, {@code write} or {@code admin}
     */
    public record Granted(String name, String access) {
        /** The permissions with these ids, as far as the catalog contains them. */
        public static List<Granted> allOf(Provider provider, List<String> permissions) {
            return permissions.stream()
                    .map(provider::permission)
                    .flatMap(Optional::stream)
                    .map(permission -> new Granted(
                            permission.name(), permission.access().name().toLowerCase(Locale.ROOT)))
                    .toList();
        }
    }
}
