package io.latchkey.edge.caller;

import io.latchkey.contracts.Principal;
import io.latchkey.contracts.Tenants;

/** A caller who acts in one tenant. */
public record Caller(String tenant, Principal principal) {
    public Caller {
        tenant = Tenants.requireValid(tenant);
    }
}
