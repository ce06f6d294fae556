package io.latchkey.broker;

import io.latchkey.bootstrap.start.ServerSettings;
import io.latchkey.bootstrap.start.ServiceStart;
import io.latchkey.broker.catalog.CatalogAtStart;
import io.latchkey.broker.catalog.CatalogSettings;
import io.latchkey.broker.consent.ConsentSettings;
import io.latchkey.broker.consent.begin.ReturnSettings;
import io.latchkey.broker.consent.device.PollSettings;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.probe.AnswerLimits;
import io.latchkey.broker.refresh.RefreshLimits;
import io.latchkey.broker.refresh.RefreshSettings;
import io.latchkey.broker.refresh.background.KeepAliveSettings;
import io.latchkey.broker.revocation.RevocationSettings;
import io.latchkey.broker.secret.vault.VaultPoolSettings;
import io.latchkey.broker.secret.vault.VaultSettings;
import io.latchkey.broker.sweep.SweepSettings;
import io.latchkey.broker.upstream.ProviderSettings;
import io.latchkey.broker.upstream.egress.EgressSettings;
import io.latchkey.broker.url.BrokerSettings;
import io.latchkey.edge.caller.CallerSettings;
import io.latchkey.events.KafkaSettings;
import io.latchkey.events.deadletter.DeadLetterSettings;
import io.latchkey.events.inbox.InboxSettings;
import io.latchkey.events.outbox.OutboxSettings;
import io.quarkus.runtime.annotations.QuarkusMain;

/** The main class of auth-broker-service. */
@QuarkusMain
public final class AuthBrokerService {
    private AuthBrokerService() {}

    public static void main(String... arguments) {
        ServiceStart.run(
                arguments,
                AnswerLimits.NEST.and(RefreshLimits.NEST).and(CatalogAtStart::faults),
                BrokerSettings.class,
                ServerSettings.class,
                DeadLetterSettings.class,
                InboxSettings.class,
                KafkaSettings.class,
                VaultSettings.class,
                VaultPoolSettings.class,
                CallerSettings.class,
                OutboxSettings.class,
                CatalogSettings.class,
                ReturnSettings.class,
                ConsentSettings.class,
                PollSettings.class,
                LeaseSettings.class,
                SweepSettings.class,
                ProviderSettings.class,
                EgressSettings.class,
                KeepAliveSettings.class,
                RefreshSettings.class,
                RevocationSettings.class);
    }
}
