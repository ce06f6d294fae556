package io.latchkey.edge.caller;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the platform's tokens say what Latchkey needs to know of a caller. */
@ConfigMapping(prefix = "latchkey.caller")
public interface CallerSettings {
    @Setting("The path of the claim that names the tenant, with `/` between its steps, for example `organization/id`. A"
            + " wrong path makes every call of a user a 403.")
    @WithDefault("tenant")
    String tenantClaim();
}
