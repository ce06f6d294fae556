package io.latchkey.connection;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** URLs of this service and of the services that it calls. */
@ConfigMapping(prefix = "latchkey")
public interface ConnectionSettings {
    @Setting(
            value = "Public URL of the service. All absolute URLs in responses begin with it; request headers do not "
                    + "change them.",
            example = "https://latchkey.example.com")
    HttpUrl publicUrl();

    @Setting(value = "URL of auth-broker-service inside the cluster.", example = "http://auth-broker-service:8080")
    HttpUrl brokerUrl();

    @Setting(value = "URL of verifier-service inside the cluster.", example = "http://verifier-service:8080")
    HttpUrl verifierUrl();
}
