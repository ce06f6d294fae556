package io.latchkey.broker.provider;

import io.latchkey.settings.HttpUrl;
import io.latchkey.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where Northwind is, the provider of demonstrations; its entries in the catalogue take their URLs from here. */
@ConfigMapping(prefix = "northwind")
public interface NorthwindSettings {
    @Setting(
            value =
                    "Northwind, the demonstration's provider, as browsers reach it. Unless set, it is not in the catalogue.",
            example = "http://localhost:7090/realms/northwind")
    Optional<HttpUrl> baseUrl();

    @Setting(
            value = "Northwind as the broker reaches it, where that is another way.",
            example = "http://keycloak:8080/realms/northwind")
    Optional<HttpUrl> directUrl();
}
