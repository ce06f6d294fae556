package io.latchkey.broker.probe;

import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.bootstrap.start.TimeLimit;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.upstream.ProviderSettings;
import io.latchkey.contracts.TimeLimits;

/**
 * Requires that the broker stops waiting for a provider, and for other work on a connection, before its callers stop
 * waiting for the broker.
 */
public final class AnswerLimits {
    public static final ServiceStart.Check NEST = TimeLimit.nested(
                    TimeLimit.setting(ProviderSettings.class, "latchkey.provider.timeout"),
                    TimeLimit.fixed(
                            "the time in which verifier-service expects the result of a probe", TimeLimits.PROBE))
            .and(TimeLimit.nested(
                    TimeLimit.setting(LeaseSettings.class, "latchkey.lease.patience"),
                    TimeLimit.fixed("the time in which connection-service expects an answer", TimeLimits.CONSENT)));

    private AnswerLimits() {}
}
