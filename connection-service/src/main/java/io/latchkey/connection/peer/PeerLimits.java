package io.latchkey.connection.peer;

import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.bootstrap.start.TimeLimit;
import io.latchkey.contracts.TimeLimits;

/** Checks that this service waits longer for its peers than they may take to respond. */
public final class PeerLimits {
    public static final ServiceStart.Check NEST = TimeLimit.nested(
                    TimeLimit.fixed("the time in which auth-broker-service answers", TimeLimits.CONSENT),
                    TimeLimit.millis("quarkus.rest-client.broker.read-timeout"))
            .and(TimeLimit.nested(
                    TimeLimit.fixed("the time in which verifier-service answers", TimeLimits.CHECK),
                    TimeLimit.millis("quarkus.rest-client.verifier.read-timeout")));

    private PeerLimits() {}
}
