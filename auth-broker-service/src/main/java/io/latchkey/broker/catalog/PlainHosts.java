package io.latchkey.broker.catalog;

import io.latchkey.bootstrap.settings.HttpUrl;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;

/** The hosts of providers that may be reached over plain http: loopback addresses, and those that an operator allows. */
@Singleton
public final class PlainHosts implements Predicate<String> {
    private static final String SETTING = "latchkey.catalog.plain-http-hosts";

    private final List<String> allowed;

    PlainHosts(Config settings) {
        allowed = settings.getOptionalValues(SETTING, String.class).orElse(List.of());
    }

    @Override
    public boolean test(String host) {
        return HttpUrl.isLoopback(host) || allowed.contains(host);
    }
}
