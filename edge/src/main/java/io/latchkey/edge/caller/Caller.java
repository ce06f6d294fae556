package io.latchkey.edge.caller;

import io.latchkey.contracts.Principal;
import io.latchkey.contracts.Tenants;
import java.util.Set;

/** Somebody who acts within one tenant. */
public record Caller(String tenant, Principal principal, Set<String> roles) {
    public Caller {
        tenant = Tenants.requireValid(tenant);
        roles = Set.copyOf(roles);
    }
}
