package io.latchkey.broker.refresh;

import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.catalog.Catalog;
import io.latchkey.catalog.oauth2.GrantRules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/**
 * What a refresh does to the refresh token that is sent: whether it may spend it, and for how long the provider accepts a
 * spent one again.
 */
@ApplicationScoped
class Rotation {
    private final Catalog catalog;

    Rotation(Catalog catalog) {
        this.catalog = catalog;
    }

    /** Whether a refresh may spend the refresh token: so it is until the catalog or a refresh says otherwise. */
    boolean mayRotate(CredentialDocument document) {
        return !Boolean.FALSE.equals(document.grant().rotates(rules(document)));
    }

    /** For how long after a refresh was first sent the same one is accepted again. */
    Duration replayGrace(CredentialDocument document) {
        return Objects.requireNonNull(rules(document).replayGrace());
    }

    /**
     * Whether the provider still accepts the refresh that was first sent at {@code sentAt}, as far as this replica can say:
     * it may have an older catalog, which does not know the provider.
     */
    boolean isAcceptedAgain(CredentialDocument document, Instant sentAt, Instant now) {
        return !mayRotate(document)
                || catalog.find(document.provider()).isEmpty()
                || now.isBefore(sentAt.plus(replayGrace(document)));
    }

    private GrantRules rules(CredentialDocument document) {
        return catalog.find(document.provider())
                .map(provider -> provider.oauth2().grant())
                .orElse(GrantRules.STANDARD);
    }
}
