package io.latchkey.broker.revocation;

import io.latchkey.bootstrap.settings.Setting;
import io.latchkey.broker.upstream.ProviderException;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.work.retry.Backoff;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** How credentials are given back. */
@ConfigMapping(prefix = "latchkey.revocation")
public interface RevocationSettings {
    @Setting(
            "How often deleted connections and other credentials to be revoked are looked for. Short is cheap: only due rows are read.")
    @WithDefault("1s")
    Duration every();

    @Setting(
            "For how long a revocation is tried before the credential is destroyed without one, and reported as not revoked. Too short, and a provider"
                    + " that is down for a day keeps live tokens; too long, and so do we.")
    @WithDefault("24h")
    Duration giveUpAfter();

    @Setting("After how many attempts a refusal that repeating does not change (for example 404 or"
            + " `unsupported_token_type`) is final: the credential is destroyed and reported as not revoked. 1"
            + " gives up on an endpoint that is wrong for a minute; many only delay the report.")
    @WithDefault("5")
    int refusals();

    @Setting("The first pause after a failed attempt. It doubles with each, up to `latchkey.revocation.longest-pause`.")
    @WithDefault("2s")
    Duration firstPause();

    @Setting("The longest pause between two attempts.")
    @WithDefault("10m")
    Duration longestPause();

    @Setting(
            "How long one attempt may take before a replica that claimed it is taken for dead. Too short, and two replicas"
                    + " try at once, one of them in vain; too long, and a dead replica's share waits.")
    @WithDefault("1m")
    Duration claim();

    /** Whether what has been tried since {@code begun} is given up. */
    default boolean isTriedLongEnough(Instant begun, Instant now) {
        return begun.plus(giveUpAfter()).isBefore(now);
    }

    /**
     * When to try again after an attempt that failed at {@code now}, and {@code attempts} before it: not before the time
     * that the provider asks for, though no later for it than when what has been tried since {@code begun} is given up.
     */
    default Instant nextAttempt(int attempts, Throwable failure, Instant begun, Instant now) {
        var ours = now.plus(new Backoff(firstPause(), longestPause()).after(attempts + 1));
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

    /** What is reported where {@code failure} was the last. */
    static Revocation givenUp(Throwable failure) {
        var detail =
                failure instanceof ProviderException refused ? refused.failure().detail() : "not_tried";
        return new Revocation(RevokedAtProvider.FALSE, detail);
    }
}
