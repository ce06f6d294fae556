package io.latchkey.connection;

import io.latchkey.bootstrap.start.ServerSettings;
import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.bootstrap.start.ServiceTokenSettings;
import io.latchkey.connection.deletion.ErasureSettings;
import io.latchkey.connection.deletion.PendingSettings;
import io.latchkey.connection.history.HistorySettings;
import io.latchkey.connection.peer.PeerLimits;
import io.latchkey.edge.caller.CallerSettings;
import io.latchkey.events.KafkaSettings;
import io.latchkey.events.deadletter.DeadLetterSettings;
import io.latchkey.events.inbox.InboxSettings;
import io.latchkey.events.outbox.OutboxSettings;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The main class of connection-service. It names the startup check and the settings of the service. */
@QuarkusMain
public final class ConnectionService {
    private ConnectionService() {}

    public static void main(String... arguments) {
        ServiceStart.run(
                arguments,
                PeerLimits.NEST,
                ConnectionSettings.class,
                ServerSettings.class,
                ServiceTokenSettings.class,
                DeadLetterSettings.class,
                InboxSettings.class,
                KafkaSettings.class,
                CallerSettings.class,
                OutboxSettings.class,
                PendingSettings.class,
                ErasureSettings.class,
                HistorySettings.class);
    }
}
