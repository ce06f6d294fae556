package io.latchkey.verifier;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** URLs of the services that this service calls. */
@ConfigMapping(prefix = "latchkey")
public interface VerifierSettings {
    @Setting(value = "URL of auth-broker-service inside the cluster.", example = "http://auth-broker-service:8080")
    HttpUrl brokerUrl();
}
