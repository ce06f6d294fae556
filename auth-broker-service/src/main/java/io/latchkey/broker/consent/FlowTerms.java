package io.latchkey.broker.consent;

import io.latchkey.broker.method.NextStep;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;

/** What the next step of a person means for a flow: until when it lasts, and whether the broker polls for its result. */
@ApplicationScoped
public class FlowTerms {
    private final ConsentSettings config;
    private final Clock clock;

    FlowTerms(ConsentSettings config, Clock clock) {
        this.config = config;
        this.clock = clock;
    }

    /** @param begun when the request for the step was started */
    public Instant end(NextStep next, Instant begun) {
        return begun.plus(next instanceof NextStep.DeviceCode device ? device.life() : config.stateTtl());
    }

    /** Counts the pause before the first poll from now: the provider has just responded. */
    public Flow polled(Flow flow, NextStep next) {
        if (next instanceof NextStep.DeviceCode device) {
            var schedule = PollSchedule.every(device.interval());
            return flow.polled(schedule, clock.instant().plus(schedule.pause(null)));
        }
        return flow;
    }
}
