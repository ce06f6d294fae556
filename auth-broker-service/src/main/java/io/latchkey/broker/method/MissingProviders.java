package io.latchkey.broker.method;

import io.latchkey.work.LogLimit;
import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Logs that the catalog lacks what stored credentials need: once for each method and hour, not for each request. */
@ApplicationScoped
class MissingProviders {
    private final LogLimit logLimit;

    MissingProviders(Clock clock) {
        this.logLimit = new LogLimit(clock);
    }

    void report(String provider, String method) {
        if (logLimit.isDue(provider + " " + method)) {
            Log.warnf(
                    "provider not in the catalog, its credentials cannot be refreshed, checked or revoked"
                            + " provider=%s method=%s",
                    provider, method);
        }
    }
}
