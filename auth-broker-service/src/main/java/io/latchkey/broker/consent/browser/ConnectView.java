package io.latchkey.broker.consent.browser;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the connect page says: what will be granted, to whom, at which provider.
 *
 * @param connectionName null: not named yet
 * @param modules the parts of the platform that asked
 * @param accountKnown whether the provider tells whose account it is
 * @param entered what the person enters in a form of ours; empty: the next step is a page of the provider
 * @param returnHost where the browser goes afterwards
 * @param csrf what only this page can send back
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
        String returnHost,
        String csrf) {
    /**
     * One line of what will be granted.
     *
     * @param access {@code read}, {@code write} or {@code admin}
     */
    public record Granted(String name, String access) {}
}
