package io.latchkey.verifier;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;

/** Where this service's sibling is. */
@ConfigMapping(prefix = "latchkey")
public interface VerifierSettings {
    @Setting(value = "Where auth-broker-service is, inside.", example = "http://auth-broker-service:8080")
    HttpUrl brokerUrl();
}
