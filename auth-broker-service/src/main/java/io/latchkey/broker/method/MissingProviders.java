package io.latchkey.broker.method;

import io.quarkus.logging.Log;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Logs that the catalog lacks what stored credentials need: once for each method and hour, not for each request. */
@ApplicationScoped
class MissingProviders {
    private static final Duration PERIOD = Duration.ofHours(1);

    private final Map<String, Instant> logged = new ConcurrentHashMap<>();
    private final Clock clock;

    MissingProviders(Clock clock) {
        this.clock = clock;
    }

    void report(String provider, String method) {
        if (isDue(provider + " " + method)) {
            Log.warnf(
                    "provider not in the catalog, its credentials cannot be refreshed, checked or revoked"
                            + " provider=%s method=%s",
                    provider, method);
        }
    }

    private boolean isDue(String key) {
        var now = clock.instant();
        var last = logged.get(key);
        if (last == null) {
            return logged.putIfAbsent(key, now) == null;
        }
        return !now.isBefore(last.plus(PERIOD)) && logged.replace(key, last, now);
    }
}
