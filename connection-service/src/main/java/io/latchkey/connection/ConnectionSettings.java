package io.latchkey.connection;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** Where this service and its siblings are. */
@ConfigMapping(prefix = "latchkey")
public interface ConnectionSettings {
    @Setting(
            value =
                    "The URL under which callers reach the service. Every absolute URL is made of it, none of a request.",
            example = "https://latchkey.example.com")
    HttpUrl publicUrl();

    @Setting(value = "Where auth-broker-service is, inside.", example = "http://auth-broker-service:8080")
    HttpUrl brokerUrl();

    @Setting(value = "Where verifier-service is, inside.", example = "http://verifier-service:8080")
    HttpUrl verifierUrl();
}
