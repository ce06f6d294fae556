package io.latchkey.broker.url;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** Where this service is. */
@ConfigMapping(prefix = "latchkey")
public interface BrokerSettings {
    @Setting(
            value =
                    "The URL under which callers, browsers and providers reach the service. Every absolute URL is made of"
                            + " it, none of a request.",
            example = "https://latchkey.example.com")
    HttpUrl publicUrl();
}
