package io.latchkey.broker.consent;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.method.Begun;
import io.latchkey.broker.method.NextStep;
import io.latchkey.broker.secret.OneTimeToken;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/**
 * Makes flows. What the method keeps is encrypted; the next step of the person decides until when a flow lasts, and
 * whether the broker polls for its result.
 */
@ApplicationScoped
public class NewFlows {
    private final KeptSecrets secrets;
    private final ConsentSettings config;
    private final Clock clock;
    private final Ids ids;

    NewFlows(KeptSecrets secrets, ConsentSettings config, Clock clock, Ids ids) {
        this.secrets = secrets;
        this.config = config;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * The flow of {@code authorization} with what its method began.
     *
     * @param browser binds the browser, or the program in its place
     * @param parameters values of all parameters of the connection that are known
     * @param since when the request for the next step was started
     */
    public Uni<Flow> of(
            Authorization authorization,
            Begun begun,
            OneTimeToken state,
            OneTimeToken browser,
            Map<String, String> parameters,
            Instant since) {
        return secrets.seal(authorization.id(), begun.kept())
                .map(kept -> new Flow(
                        ids.next(),
                        state,
                        browser,
                        authorization.codeFor(browser.text()),
                        begun.kept().client(),
                        kept,
                        end(begun.next(), since),
                        parameters))
                .map(flow -> polled(flow, begun.next()));
    }

    private Instant end(NextStep next, Instant since) {
        return since.plus(next instanceof NextStep.DeviceCode device ? device.life() : config.stateTtl());
    }

    /** Counts the pause before the first poll from now: the provider has just responded. */
    private Flow polled(Flow flow, NextStep next) {
        if (next instanceof NextStep.DeviceCode device) {
            var schedule = PollSchedule.every(device.interval());
            return flow.polled(schedule, clock.instant().plus(schedule.pause(null)));
        }
        return flow;
    }
}
