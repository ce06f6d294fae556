package io.latchkey.edge.caller;

import io.latchkey.contracts.Tenants;
import io.latchkey.edge.problem.Problem;
import java.util.Optional;

/**
 * Which tenant a call acts for.
 *
 * <ol>
 *   <li>A tenant claim always wins; a header that differs from it is refused, whatever the roles.
 *   <li>Without a claim, the role {@link Roles#TENANTS_ANY} lets the caller name the tenant in a header.
 *   <li>From anyone else that header is refused.
 * </ol>
 */
final class TenantRule {
    private TenantRule() {}

    static String tenant(Optional<String> claim, Optional<String> header, boolean anyTenant) {
        if (header.isPresent() && !anyTenant) {
            throw forbidden("Only callers with the role tenants:any may send the header Latchkey-Tenant.")
                    .remedy("Omit the header: Latchkey uses the tenant of the token.");
        }
        if (claim.isPresent()) {
            if (header.isPresent() && !header.equals(claim)) {
                throw forbidden("The header Latchkey-Tenant differs from the token's tenant.")
                        .remedy("Omit the header, or use a token of that tenant.");
            }
            return valid(claim.get());
        }
        if (!anyTenant) {
            throw forbidden("The token names no tenant.").remedy("Use a token with a tenant claim.");
        }
        return valid(header.orElseThrow(() -> Problem.invalid(
                Callers.TENANT_HEADER,
                "The header Latchkey-Tenant is missing.",
                "Name the tenant to act for in the header Latchkey-Tenant.")));
    }

    private static String valid(String tenant) {
        if (!Tenants.VALID.matcher(tenant).matches()) {
            throw forbidden("The tenant id is not valid.")
                    .remedy("A tenant id has 1 to 64 letters, digits, '_' or '-' and begins with a letter or digit.");
        }
        return tenant;
    }

    private static Problem forbidden(String detail) {
        return Problem.of(403, "forbidden-tenant", "Forbidden").detail(detail);
    }
}
