package io.latchkey.broker.secret.vault;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Connections to Vault. */
@ConfigMapping(prefix = "latchkey.vault")
public interface VaultPoolSettings {
    @Setting("Number of connections to Vault per replica for reads, and the same number for writes, so that "
            + "storing a rotated token never waits for reads. If low, reads wait for each other; if high, "
            + "Vault has to serve more connections.")
    @WithDefault("20")
    int connections();
}
