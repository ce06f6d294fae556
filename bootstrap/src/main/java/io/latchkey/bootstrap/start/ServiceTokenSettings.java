package io.latchkey.bootstrap.start;

import io.latchkey.bootstrap.settings.HttpUrl;
import io.latchkey.bootstrap.settings.LibrarySettings;
import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.time.Duration;
import java.util.Optional;

/** How a service that calls its siblings gets tokens of its own. */
@LibrarySettings(prefix = "quarkus.oidc-client")
public interface ServiceTokenSettings {
    @Setting(
            value =
                    "Where connection-service and verifier-service get tokens of their own, for calls of their siblings."
                            + " Unless set, the platform's OIDC issuer.",
            example = "https://id.example.com/realms/platform")
    Optional<HttpUrl> authServerUrl();

    @Setting(
            value = "The client id with which they do; unless set, the name of the service.",
            example = "connection-service")
    Optional<String> clientId();

    @Setting(
            value = "The secret of the client as which connection-service and verifier-service get their tokens.",
            example = "the output of openssl rand -hex 24",
            neededUnless = {
                "quarkus.oidc-client.credentials.client-secret.value",
                "quarkus.oidc-client.credentials.jwt.key",
                "quarkus.oidc-client.credentials.jwt.key-file"
            })
    @WithName("credentials.secret")
    Optional<String> secret();

    @Setting(
            "How long before its end such a token is replaced. It must exceed the time that a call takes and the difference"
                    + " between the clocks of two services, or calls fail with 503 when a token ends; as long as a token's life or"
                    + " longer, each call gets a token from the issuer first.")
    @WithDefault("30s")
    Duration refreshTokenTimeSkew();
}
