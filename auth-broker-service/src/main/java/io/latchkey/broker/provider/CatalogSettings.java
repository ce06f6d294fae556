package io.latchkey.broker.provider;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Where providers are described, besides those that ship with the service. */
@ConfigMapping(prefix = "latchkey.catalog")
public interface CatalogSettings {
    @Setting(
            value = "A directory with one `*.yaml` file per provider. Read once, at start.",
            example = "/etc/latchkey/catalog")
    Optional<Path> directory();

    @Setting(
            value = "Hosts that a catalogue entry may name with plain http, as it may loopback. For demonstrations in a"
                    + " network of containers: client secrets and tokens travel there unprotected.",
            example = "keycloak")
    Optional<Set<String>> plainHttpHosts();

    @Setting(
            value =
                    "Values for the files of the catalogue: `${name}` in a file stands for the variable `name`. A file that"
                            + " ships with the service is left out where its variables are not set. The demonstration's provider,"
                            + " Northwind, needs `northwind` (its URL for browsers) and `northwind-direct` (for the broker).",
            example = "https://id.example.com/realms/northwind")
    Map<String, String> variables();
}
