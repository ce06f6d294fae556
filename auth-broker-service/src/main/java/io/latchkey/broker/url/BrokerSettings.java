package io.latchkey.broker.url;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** URL of this service. */
@ConfigMapping(prefix = "latchkey")
public interface BrokerSettings {
    @Setting(
            value = "Public URL of the service for callers, browsers and providers. All absolute URLs begin with it; "
                    + "request headers do not change them.",
            example = "https://latchkey.example.com")
    HttpUrl publicUrl();
}
