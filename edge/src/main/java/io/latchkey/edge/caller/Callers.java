package io.latchkey.edge.caller;

import io.latchkey.contracts.Principal;
import io.latchkey.edge.problem.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.RequestScoped;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.jspecify.annotations.Nullable;

/** The caller of the present request. Ask at the edge, before anything asynchronous, and pass the answer inward. */
@RequestScoped
public class Callers {
    /** Names the tenant that a caller with {@link Roles#TENANTS_ANY} acts for. */
    public static final String TENANT_HEADER = "Latchkey-Tenant";

    private final CallerSettings config;
    private final SecurityIdentity identity;
    private final JsonWebToken token;
    private final HttpHeaders headers;

    Callers(CallerSettings config, SecurityIdentity identity, JsonWebToken token, @Context HttpHeaders headers) {
        this.config = config;
        this.identity = identity;
        this.token = token;
        this.headers = headers;
    }

    /** Who calls, and for which tenant; a 400 or 403 problem where {@link TenantRule} finds none. */
    public Caller current() {
        var header = Optional.ofNullable(headers.getHeaderString(TENANT_HEADER));
        var tenant = TenantRule.tenant(tenantClaim(), header, identity.hasRole(Roles.TENANTS_ANY));
        return new Caller(tenant, principal());
    }

    /** The tenant that the call is for; empty if the token names none and the caller names none. */
    public Optional<String> tenant() {
        return tenantClaim().isEmpty() && headers.getHeaderString(TENANT_HEADER) == null
                ? Optional.empty()
                : Optional.of(current().tenant());
    }

    public boolean hasRole(String role) {
        return identity.hasRole(role);
    }

    /** Refuses a caller that belongs to a tenant: what follows concerns the whole installation. */
    public void requireInstallation() {
        if (tenantClaim().isPresent()) {
            throw Problem.of(403, "forbidden-tenant", "Forbidden")
                    .detail("This operation concerns the whole installation, but the token belongs to a tenant.")
                    .remedy("Use a token without a tenant claim.");
        }
    }

    /** What names the caller in a record: its client, else its subject. */
    public String name() {
        var principal = principal();
        return principal.client().isEmpty() ? principal.subject() : principal.client();
    }

    private Principal principal() {
        var client = Optional.<Object>ofNullable(token.getClaim("azp")).orElseGet(() -> token.getClaim("client_id"));
        return new Principal(token.getIssuer(), token.getSubject(), client == null ? "" : client.toString());
    }

    private Optional<String> tenantClaim() {
        var steps = List.of(config.tenantClaim().split("/", -1));
        Object value = token.getClaim(steps.get(0));
        for (String step : steps.subList(1, steps.size())) {
            value = value instanceof JsonObject object ? object.get(step) : null;
        }
        return Optional.ofNullable(text(value));
    }

    private static @Nullable String text(@Nullable Object claim) {
        if (claim instanceof JsonString string) {
            return string.getString();
        }
        return claim == null ? null : claim.toString();
    }
}
