package io.latchkey.broker.provider;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings for the catalog entries of operators. */
@ConfigMapping(prefix = "latchkey.catalog")
public interface CatalogSettings {
    @Setting(
            value = "Directory with one `*.yaml` file per provider. The service reads it once, at startup.",
            example = "/etc/latchkey/catalog")
    Optional<Path> directory();

    @Setting(
            value = "Hosts whose URLs in the catalog may use http, in addition to loopback addresses. Only for "
                    + "demonstrations in a container network: client secrets and tokens are sent unencrypted.",
            example = "keycloak")
    Optional<Set<String>> plainHttpHosts();

    @Setting(
            value = "Variables for catalog files: `${name}` in a file is replaced by the variable `name`. A built-in "
                    + "file whose variables are not set is ignored. The demo provider, Northwind, needs `northwind` "
                    + "(its URL for browsers) and `northwind-direct` (its URL for the broker).",
            example = "https://id.example.com/realms/northwind")
    Map<String, String> variables();
}
