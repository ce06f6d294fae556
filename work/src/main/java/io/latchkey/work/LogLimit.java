package io.latchkey.work;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Decides whether a recurring event is logged: once for each key and hour. The oldest keys are forgotten first. */
public final class LogLimit {
    private static final Duration PERIOD = Duration.ofHours(1);
    private static final int MOST_KEYS = 1000;

    private final Map<String, Instant> logged = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Instant> eldest) {
            return size() > MOST_KEYS;
        }
    };

    private final Clock clock;

    public LogLimit(Clock clock) {
        this.clock = clock;
    }

    /** Whether the event of {@code key} is due to be logged. If so, it is not due again for an hour. */
    public synchronized boolean isDue(String key) {
        var now = clock.instant();
        var last = logged.get(key);
        if (last != null && now.isBefore(last.plus(PERIOD))) {
            return false;
        }
        logged.put(key, now);
        return true;
    }
}
