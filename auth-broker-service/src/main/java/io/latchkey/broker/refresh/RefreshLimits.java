package io.latchkey.broker.refresh;

import io.latchkey.bootstrap.settings.Property;
import io.latchkey.broker.lease.LeaseSettings;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.upstream.ProviderSettings;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.Optional;

/**
 * Checks at startup that an interrupted refresh is repeated in time. A provider that rotates refresh tokens accepts the
 * previous one for a short time after its response. Within that time, the replica that sent the refresh may time out or
 * crash, its lease expire, and another replica take over.
 */
@ApplicationScoped
class RefreshLimits {
    /** Time to find the expired lease, read from Vault, and send the request. */
    private static final Duration TAKE_OVER = Duration.ofSeconds(8);

    private static final Property PROVIDER_TIMEOUT = new Property("latchkey.provider.timeout");
    private static final Property LEASE_TERM = new Property("latchkey.lease.term");

    private final ProviderSettings provider;
    private final LeaseSettings lease;

    RefreshLimits(ProviderSettings provider, LeaseSettings lease) {
        this.provider = provider;
        this.lease = lease;
    }

    void check(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent event) {
        fault(provider.timeout(), lease.term()).ifPresent(fault -> {
            throw new ConfigurationException(fault);
        });
    }

    static Optional<String> fault(Duration providerTimeout, Duration leaseTerm) {
        return providerTimeout.plus(leaseTerm).plus(TAKE_OVER).compareTo(Renewer.USUAL_REPLAY_GRACE) < 0
                ? Optional.empty()
                : Optional.of(
                        ("%s and %s are together too long: their sum must be below %d s, otherwise the refresh of a replica"
                                        + " that crashed is repeated too late, and its connection is lost")
                                .formatted(
                                        PROVIDER_TIMEOUT,
                                        LEASE_TERM,
                                        Renewer.USUAL_REPLAY_GRACE
                                                .minus(TAKE_OVER)
                                                .toSeconds()));
    }
}
