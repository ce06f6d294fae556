package io.latchkey.broker.refresh;

import io.latchkey.broker.method.AuthMethod;
import io.latchkey.broker.method.Methods;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.secret.Material;
import io.latchkey.broker.secret.SecretStore.Stored;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Decides whether an access token is still valid, and for how long. If a renewable token has an unknown lifetime, a
 * default lifetime determines when it is refreshed; the broker still returns such a token after that time.
 */
@ApplicationScoped
public class AccessLife {
    private final Methods methods;
    private final RefreshSettings config;
    private final Clock clock;

    AccessLife(Methods methods, RefreshSettings config, Clock clock) {
        this.methods = methods;
        this.config = config;
        this.clock = clock;
    }

    /**
     * Whether the access token stays valid for {@code minTtl} from now, or for half its lifetime if that is shorter.
     */
    public boolean lasts(Stored stored, Duration minTtl) {
        return presumed(stored).servesFor(minTtl, clock.instant());
    }

    /** Whether the access token has expired or is assumed to have expired, so that a failed refresh can do no harm. */
    boolean hasEnded(Stored stored) {
        return !presumed(stored).validAt(clock.instant());
    }

    private Material presumed(Stored stored) {
        var material = stored.document().material();
        boolean unknown = material.expiresAt() == null && material.renewable();
        return unknown ? material.living(defaultLife(stored)) : material;
    }

    /** The time by which it decides. */
    public Instant now() {
        return clock.instant();
    }

    /** Whether the access token is valid now, as far as the broker knows. */
    public boolean isValid(Stored stored) {
        return stored.document().material().validAt(clock.instant());
    }

    private Duration defaultLife(Stored stored) {
        return methods.find(stored.document())
                .flatMap(AuthMethod::renewer)
                .flatMap(Renewer::usualLife)
                .orElseGet(config::defaultLife);
    }
}
