package io.latchkey.verifier;

import io.latchkey.bootstrap.start.ServerSettings;
import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.bootstrap.start.ServiceTokenSettings;
import io.latchkey.edge.caller.CallerSettings;
import io.latchkey.events.KafkaSettings;
import io.latchkey.events.deadletter.DeadLetterSettings;
import io.latchkey.events.inbox.InboxSettings;
import io.latchkey.events.outbox.OutboxSettings;
import io.latchkey.verifier.notice.NoticeSettings;
import io.latchkey.verifier.suspicion.SuspicionSettings;
import io.latchkey.verifier.timetable.CheckLimits;
import io.latchkey.verifier.timetable.CheckSettings;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The main class of verifier-service. It names the startup check and the settings of the service. */
@QuarkusMain
public final class VerifierService {
    private VerifierService() {}

    public static void main(String... arguments) {
        ServiceStart.run(
                arguments,
                CheckLimits.NEST,
                VerifierSettings.class,
                ServerSettings.class,
                ServiceTokenSettings.class,
                DeadLetterSettings.class,
                InboxSettings.class,
                KafkaSettings.class,
                CallerSettings.class,
                OutboxSettings.class,
                CheckSettings.class,
                NoticeSettings.class,
                SuspicionSettings.class);
    }
}
