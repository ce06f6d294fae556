package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** How a service obtains access tokens for its calls to other Latchkey services. */
@LibrarySettings(prefix = "quarkus.oidc-client")
public interface ServiceTokenSettings {
    @Setting(
            value = "Issuer of the access tokens with which connection-service and verifier-service call other "
                    + "Latchkey services. Default: the platform's OIDC issuer.",
            example = "https://id.example.com/realms/platform")
    Optional<HttpUrl> authServerUrl();

    @Setting(
            value = "Client id for these access tokens. Default: the name of the service.",
            example = "connection-service")
    Optional<String> clientId();

    @Setting(
            value = "Client secret for these access tokens, in connection-service and verifier-service.",
            example = "the output of openssl rand -hex 24",
            neededUnless = {
                "quarkus.oidc-client.credentials.client-secret.value",
                "quarkus.oidc-client.credentials.jwt.key",
                "quarkus.oidc-client.credentials.jwt.key-file"
            })
    @WithName("credentials.secret")
    Optional<String> secret();

    @Setting("How long before its expiry such a token is replaced. It must exceed the duration of a call plus "
            + "the clock difference between two services, otherwise calls fail with 503 when a token expires. "
            + "If it is at least the lifetime of the tokens, every call first requests a token.")
    @WithDefault("30s")
    Duration refreshTokenTimeSkew();
}
