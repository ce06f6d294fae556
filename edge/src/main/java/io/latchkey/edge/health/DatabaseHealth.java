package io.latchkey.edge.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * A service is ready if it can write to its database. Every use case writes, and only a write proves that writing is
 * possible: a former primary after a switchover, a database that its operator made read-only, a full disk and a commit
 * that waits for a lost standby all still respond to a query.
 */
@Readiness
@ApplicationScoped
class DatabaseHealth implements AsyncHealthCheck {
    static final String NAME = "database";

    /** Below the time-out of the probes in {@code deploy/}. */
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final String WRITE = "update readiness set written_at = now()";

    private final Instance<Pool> pool;

    DatabaseHealth(Instance<Pool> pool) {
        this.pool = pool;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return pool.get()
                .query(WRITE)
                .execute()
                .map(written -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(HealthCheckResponse.down(NAME));
    }
}
