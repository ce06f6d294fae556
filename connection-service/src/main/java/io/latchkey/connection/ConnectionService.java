package io.latchkey.connection;

import io.latchkey.bootstrap.start.ServerSettings;
import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.bootstrap.start.ServiceTokenSettings;
import io.latchkey.connection.deletion.ErasureConfig;
import io.latchkey.connection.deletion.PendingConfig;
import io.latchkey.connection.history.HistoryConfig;
import io.latchkey.edge.caller.CallerConfig;
import io.latchkey.events.KafkaSettings;
import io.latchkey.events.intake.DeadLetterConfig;
import io.latchkey.events.intake.InboxConfig;
import io.latchkey.events.outbox.OutboxConfig;
import io.quarkus.runtime.annotations.QuarkusMain;

/** connection-service: its start, and all that it is told. */
@QuarkusMain
public final class ConnectionService {
    private ConnectionService() {}

    public static void main(String... arguments) {
        ServiceStart.run(
                arguments,
                ConnectionSettings.class,
                ServerSettings.class,
                ServiceTokenSettings.class,
                DeadLetterConfig.class,
                InboxConfig.class,
                KafkaSettings.class,
                CallerConfig.class,
                OutboxConfig.class,
                PendingConfig.class,
                ErasureConfig.class,
                HistoryConfig.class);
    }
}
