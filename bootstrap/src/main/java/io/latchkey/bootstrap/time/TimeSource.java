package io.latchkey.bootstrap.time;

import io.quarkus.arc.DefaultBean;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

/**
 * The one clock. It is read once at the edge of a use case; everything inside is handed an {@code Instant}. It ticks in
 * microseconds, which is what the database keeps: a moment is the same in an answer, in an event and in every later answer.
 */
@ApplicationScoped
class TimeSource {
    private static final Duration MICROSECOND = Duration.of(1, ChronoUnit.MICROS);

    @Produces
    @Singleton
    @DefaultBean
    Clock clock() {
        return Clock.tick(Clock.systemUTC(), MICROSECOND);
    }
}
