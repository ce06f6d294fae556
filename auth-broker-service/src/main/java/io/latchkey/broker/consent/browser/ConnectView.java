package io.latchkey.broker.consent.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The data of the connect page: what is granted, to whom, and at which provider.
 *
 * @param connectionName null if the connection has no name yet
 * @param modules the modules of the platform that need the permissions
 * @param accountKnown whether the provider identifies the account
 * @param entered the fields of the broker's form; empty if the next step is a page of the provider
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
        boolean fullAccessOnly,
        boolean accountKnown,
        List<String> entered,
        List<ParameterField> parameters,
        String returnHost,
        String csrf) {
    /**
     * One permission to be granted.
     *
     * @param access {@code read}, {@code write} or {@code admin}
     */
    public record Granted(String name, String access) {}
}
