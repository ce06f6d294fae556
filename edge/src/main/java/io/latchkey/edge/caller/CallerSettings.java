package io.latchkey.edge.caller;

import io.latchkey.bootstrap.settings.Setting;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Claims of access tokens that identify the caller. */
@ConfigMapping(prefix = "latchkey.caller")
public interface CallerSettings {
    @Setting("Path of the claim that names the tenant, with `/` as separator, for example `organization/id`. "
            + "If the path is wrong, every call of a user fails with 403.")
    @WithDefault("tenant")
    String tenantClaim();
}
