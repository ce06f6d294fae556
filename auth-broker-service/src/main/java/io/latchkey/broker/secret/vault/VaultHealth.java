package io.latchkey.broker.secret.vault;

import io.latchkey.broker.secret.ClientStore;
import io.latchkey.broker.secret.Registrant;
import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.health.api.HealthGroup;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheckResponse;

/**
 * Whether Vault responds. It is a separate health group: the service returns metadata without Vault, so readiness must
 * not depend on it.
 */
@ApplicationScoped
@HealthGroup("dependencies")
class VaultHealth implements AsyncHealthCheck {
    private static final String NO_PROVIDER = "health";

    private final ClientStore store;

    VaultHealth(ClientStore store) {
        this.store = store;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return store.read(Registrant.INSTALLATION, NO_PROVIDER)
                .map(none -> HealthCheckResponse.up("vault"))
                .onFailure()
                .recoverWithItem(() -> HealthCheckResponse.down("vault"));
    }
}
