package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.bootstrap.start.TimeLimit;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.upstream.ProviderSettings;
import java.time.Duration;

/**
 * Requires that an interrupted refresh is repeated in time. A provider that rotates refresh tokens accepts the previous
 * one for a short time after its response. Within that time, the replica that sent the refresh may time out or crash,
 * its lease expire, and another replica take over.
 */
public final class RefreshLimits {
    /** Time to find the expired lease, read from Vault, and send the request. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(8);

    public static final ServiceStart.Check NEST = TimeLimit.nested(
            TimeLimit.setting(ProviderSettings.class, "latchkey.provider.timeout")
                    .plus(TimeLimit.setting(LeaseSettings.class, "latchkey.lease.term")),
            TimeLimit.fixed(
                    "the time after which an interrupted refresh cannot be repeated and its connection is lost",
                    Renewer.USUAL_REPLAY_GRACE.minus(TAKE_OVER)));

    private RefreshLimits() {}
}
