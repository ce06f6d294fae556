package io.latchkey.broker.catalog;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Settings for the catalog entries of operators. */
@ConfigMapping(prefix = "latchkey.catalog")
public interface CatalogSettings {
    /** Default of {@link #reloadInterval}. */
    String RELOAD_INTERVAL = "5s";

    @Setting(
            value = "Directory with one `*.yaml` file per provider: at most 2,000 files of at most 128 KiB each. The "
                    + "service does not start if it cannot read the directory. An error in a file affects only its "
                    + "provider.",
            example = "/etc/latchkey/catalog")
    Optional<Path> directory();

    @Setting("How often the service looks for changes in the directory. A change takes effect when two consecutive "
            + "reads find the same content. If short, the reads of a directory with many files need processor time; "
            + "if long, replicas differ for longer after a change.")
    @WithDefault(RELOAD_INTERVAL)
    Duration reloadInterval();

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
