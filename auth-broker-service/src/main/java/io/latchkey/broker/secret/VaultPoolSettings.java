package io.latchkey.broker.secret;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How many connections lead to Vault. */
@ConfigMapping(prefix = "latchkey.vault")
public interface VaultPoolSettings {
    @Setting(
            "How many connections to Vault a replica opens for reads, and as many again for writes, so that no rotated token"
                    + " waits behind reads. Too few, and reads wait for each other; too many, and Vault has to serve them.")
    @WithDefault("20")
    int connections();
}
