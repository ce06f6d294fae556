package io.latchkey.broker.revocation;

import io.latchkey.bootstrap.settings.Setting;
import io.latchkey.broker.upstream.failure.ProviderException;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.work.retry.Backoff;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/** How often and for how long revocations are tried. */
@ConfigMapping(prefix = "latchkey.revocation")
public interface RevocationSettings {
    @Setting("How often the service searches for deleted connections and other credentials to revoke. A short "
            + "interval is cheap, since the query reads only due rows.")
    @WithDefault("1s")
    Duration sweepInterval();

    @Setting("How long a revocation is tried. Then the credential is destroyed, and reported as not revoked. "
            + "If short, tokens stay valid at a provider with an outage of a day; if long, Latchkey stores "
            + "them for that time.")
    @WithDefault("24h")
    Duration giveUpAfter();

    @Setting("Number of attempts after which a permanent error (for example 404 or `unsupported_token_type`) "
            + "is final. Then the credential is destroyed, and reported as not revoked. With 1, an endpoint "
            + "that is wrong for a minute is final; a high number only delays the report.")
    @WithDefault("5")
    int refusals();

    @Setting("First pause after a failed attempt. It doubles with each failure, up to "
            + "`latchkey.revocation.longest-pause`.")
    @WithDefault("2s")
    Duration firstPause();

    @Setting("Longest pause between two attempts.")
    @WithDefault("10m")
    Duration longestPause();

    @Setting("Time limit of one attempt, after which the replica that claimed it is considered to have "
            + "crashed. If short, two replicas work on the same revocation; if long, the work of a replica "
            + "that crashed waits.")
    @WithDefault("1m")
    Duration claim();

    /** Whether a revocation that was first tried at {@code begun} is given up. */
    default boolean isTriedLongEnough(Instant begun, Instant now) {
        return begun.plus(giveUpAfter()).isBefore(now);
    }

    /**
     * Returns the time of the next attempt after one that failed at {@code now}, with {@code attempts} failures before
     * it. It is not before the time that the provider asks for, but that time is limited to the time when a revocation
     * first tried at {@code begun} is given up.
     */
    default Instant nextAttempt(int attempts, Throwable failure, Instant begun, Instant now) {
        var pause = new Backoff(firstPause(), longestPause()).after(attempts + 1);
        var ours = now.plus(Backoff.withJitter(pause, ThreadLocalRandom.current()));
        var last = begun.plus(giveUpAfter());
        return retryAfter(failure)
                .map(now::plus)
                .map(asked -> asked.isBefore(last) ? asked : last)
                .filter(ours::isBefore)
                .orElse(ours);
    }

    private static Optional<Duration> retryAfter(Throwable failure) {
        return failure instanceof ProviderException refused
                ? Optional.ofNullable(refused.failure().retryAfter())
                : Optional.empty();
    }

    /** Returns the result to report if {@code failure} was the last one. */
    static Revocation givenUp(Throwable failure) {
        var detail =
                failure instanceof ProviderException refused ? refused.failure().detail() : "not_tried";
        return new Revocation(RevokedAtProvider.FALSE, detail);
    }
}
