package io.latchkey.broker.method.endpoint;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.IssuedToken;
import io.latchkey.broker.upstream.response.ExpiryReport;
import io.latchkey.broker.upstream.response.ScopeReport;
import io.latchkey.contracts.connection.Permissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a provider reports about a credential that works. What it does not report stays as it is known. */
public record Reported(ExpiryReport expiry, ScopeReport scopes) {
    public static final Reported NOTHING = new Reported(ExpiryReport.NOTHING, ScopeReport.NOTHING);

    /** An expiry that is computed from a remaining lifetime varies slightly, which is not a change. */
    private static final Duration TOLERANCE = Duration.ofMinutes(1);

    /** A code from a closed list if a value cannot be used; null otherwise. */
    public @Nullable String fault() {
        return expiry.fault() == null ? scopes.fault() : expiry.fault();
    }

    /** {@code grant} with the reported expiry and the permissions that the reported scopes amount to. */
    public Grant in(Grant grant, AuthMethod method) {
        var end = expiry.known() ? unlessClose(grant.expiresAt(), expiry.at()) : grant.expiresAt();
        var granted = scopes.scopes();
        return granted == null
                ? new Grant(grant.material(), grant.scopes(), grant.permissions(), end, grant.rotates())
                : new Grant(
                        grant.material(),
                        known(granted, grant),
                        Permissions.of(grant.permissions().requested(), method.granted(granted, grant.material())),
                        end,
                        grant.rotates());
    }

    /** Each request for an issued token names the same scopes again. */
    private static List<String> known(List<String> granted, Grant grant) {
        return grant.material() instanceof IssuedToken ? grant.scopes() : granted;
    }

    private static @Nullable Instant unlessClose(@Nullable Instant known, @Nullable Instant reported) {
        return known != null
                        && reported != null
                        && Duration.between(known, reported).abs().compareTo(TOLERANCE) <= 0
                ? known
                : reported;
    }
}
