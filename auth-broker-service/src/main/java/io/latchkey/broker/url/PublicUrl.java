package io.latchkey.broker.url;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Property;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.inject.Singleton;
import java.net.URI;

/**
 * The URL at which browsers and providers reach this service. Every absolute URL is built from it, never from a header.
 */
@Singleton
public final class PublicUrl {
    private final HttpUrl url;
    private final URI base;

    PublicUrl(BrokerSettings settings) {
        url = settings.publicUrl();
        base = url.uri();
        if (!"https".equals(base.getScheme()) && !plainLoopback()) {
            throw new ConfigurationException(new Property("latchkey.public-url")
                    + " must be https, since browsers send cookies to it; http is allowed for loopback addresses");
        }
    }

    /** Whether cookies cannot be {@code Secure}: the URL uses plain http, on loopback only. */
    public boolean plainLoopback() {
        return "http".equals(base.getScheme()) && HttpUrl.isLoopback(base.getHost());
    }

    /** Scheme, host and port, as browsers send them in {@code Origin}. */
    public String origin() {
        return base.getScheme() + "://" + base.getRawAuthority();
    }

    /** @param path must begin with a slash */
    public String of(String path) {
        return url.with(path);
    }

    /** The redirect URI of a provider at a host that the user has named. */
    public String callback(String provider, String host) {
        return callback(provider) + "/" + host;
    }

    /** The URL of the public keys {@code name}. */
    public String keys(String name) {
        return of("/oauth2/keys/" + name);
    }

    /** The redirect URI of a provider. */
    public String callback(String provider) {
        return of("/oauth2/callback/" + provider);
    }
}
