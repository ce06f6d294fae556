package io.latchkey.broker.method.entered;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Identified;
import io.latchkey.broker.method.Obtained;
import io.latchkey.broker.method.endpoint.IdentityEndpoint;
import io.latchkey.broker.method.endpoint.ProbeEndpoint;
import io.latchkey.broker.method.endpoint.ProbeEndpoint.Finding;
import io.latchkey.broker.origin.OriginGuard;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.catalog.Origin;
import io.latchkey.catalog.Provider;
import io.latchkey.contracts.connection.Permissions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verifies credentials that people enter at their provider. */
@ApplicationScoped
public class EnteredCredentials {
    private final ProbeEndpoint probes;
    private final IdentityEndpoint identities;
    private final OriginGuard origins;
    private final Clock clock;

    EnteredCredentials(ProbeEndpoint probes, IdentityEndpoint identities, OriginGuard origins, Clock clock) {
        this.probes = probes;
        this.identities = identities;
        this.origins = origins;
        this.clock = clock;
    }

    /**
     * Returns {@code grant}, with what the provider reports about it, if one probe with it succeeds or the provider has
     * none. Fails with a {@link ProviderException} otherwise.
     */
    Uni<Obtained> tried(AuthMethod method, Grant grant) {
        return probes.ask(method, grant.material()).map(finding -> {
            requireGood(finding);
            return new Obtained(finding.reported().in(grant, method), null, null);
        });
    }

    Uni<Identified> accountOf(AuthMethod method, Material material) {
        return identities.of(method, material);
    }

    /**
     * Fails with a {@link ProviderException} unless the values that were stored with {@code origin} may be sent to the
     * provider as the catalog describes it now.
     */
    Uni<Void> requireAllowed(AuthMethod method, @Nullable Origin origin) {
        return origins.requireAllowed(method.provider().id(), method.origin(), origin);
    }

    Instant now() {
        return clock.instant();
    }

    /** The broker assumes the requested permissions, unless a probe reports others. */
    static Grant grant(Provider provider, Material material, List<String> permissions) {
        var granted = provider.grantsOnlyFullAccess() ? provider.allPermissions() : permissions;
        return new Grant(material, List.of(), Permissions.of(permissions, granted), null, null);
    }

    private static void requireGood(Finding finding) {
        if (finding.failure() != null) {
            throw new ProviderException(finding.failure());
        }
    }
}
