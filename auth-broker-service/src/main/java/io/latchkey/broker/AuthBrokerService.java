package io.latchkey.broker;

import io.latchkey.bootstrap.start.ServerSettings;
import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.broker.consent.ConsentConfig;
import io.latchkey.broker.consent.begin.ReturnSettings;
import io.latchkey.broker.lease.LeaseConfig;
import io.latchkey.broker.lease.SweepConfig;
import io.latchkey.broker.provider.CatalogConfig;
import io.latchkey.broker.provider.CatalogFiles;
import io.latchkey.broker.refresh.KeepAliveConfig;
import io.latchkey.broker.refresh.RefreshConfig;
import io.latchkey.broker.revocation.RevocationConfig;
import io.latchkey.broker.secret.VaultPoolSettings;
import io.latchkey.broker.secret.VaultSettings;
import io.latchkey.broker.upstream.ProviderConfig;
import io.latchkey.broker.url.BrokerSettings;
import io.latchkey.edge.caller.CallerConfig;
import io.latchkey.events.KafkaSettings;
import io.latchkey.events.intake.DeadLetterConfig;
import io.latchkey.events.intake.InboxConfig;
import io.latchkey.events.outbox.OutboxConfig;
import io.quarkus.runtime.annotations.QuarkusMain;

/** auth-broker-service: its start, and all that it is told. */
@QuarkusMain
public final class AuthBrokerService {
    private AuthBrokerService() {}

    public static void main(String... arguments) {
        ServiceStart.run(
                arguments,
                CatalogFiles::faults,
                BrokerSettings.class,
                ServerSettings.class,
                DeadLetterConfig.class,
                InboxConfig.class,
                KafkaSettings.class,
                VaultSettings.class,
                VaultPoolSettings.class,
                CallerConfig.class,
                OutboxConfig.class,
                CatalogConfig.class,
                ReturnSettings.class,
                ConsentConfig.class,
                LeaseConfig.class,
                SweepConfig.class,
                ProviderConfig.class,
                KeepAliveConfig.class,
                RefreshConfig.class,
                RevocationConfig.class);
    }
}
