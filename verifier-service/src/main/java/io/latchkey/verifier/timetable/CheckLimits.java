package io.latchkey.verifier.timetable;

import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.bootstrap.start.TimeLimit;
import io.latchkey.contracts.TimeLimits;

/**
 * The time limits of a check. The broker responds before the check times out, and the check ends before its caller
 * times out.
 */
public final class CheckLimits {
    public static final ServiceStart.Check NEST = TimeLimit.nested(
            TimeLimit.fixed("the time in which auth-broker-service answers a probe", TimeLimits.PROBE),
            TimeLimit.millis("quarkus.rest-client.broker.read-timeout"),
            TimeLimit.setting(CheckSettings.class, "latchkey.check.limit"),
            TimeLimit.fixed("the time in which connection-service expects the result of a check", TimeLimits.CHECK));

    private CheckLimits() {}
}
