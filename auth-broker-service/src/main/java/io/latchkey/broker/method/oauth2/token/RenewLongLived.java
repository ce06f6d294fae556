package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.method.Renewal;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.method.client.MethodClients;
import io.latchkey.broker.method.client.OwnClient;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Renews long-lived access tokens, each with itself. A renewal leaves the former token valid, so a failed one costs
 * nothing and can be repeated at any time. A token that has expired cannot be renewed, so it is renewed well before.
 */
public record RenewLongLived(OAuth2Provider provider, MethodClients clients, LongLivedTokens tokens)
        implements Renewer {
    @Override
    public Uni<Renewal> prepare(CredentialDocument document) {
        return clients.of(provider, document)
                .map(client -> () -> OwnClient.blaming(document, tokens.renew(client, document.grant()))
                        .map(grant -> new Renewal.Renewed(grant, true, false)));
    }

    @Override
    public Optional<Duration> usualLife() {
        return Optional.ofNullable(provider.oauth2().token().defaultLife());
    }

    @Override
    public boolean mayRotate(Grant grant) {
        return false;
    }

    @Override
    public Duration replayGrace() {
        return USUAL_REPLAY_GRACE;
    }

    @Override
    public Optional<Instant> notBefore(Grant grant) {
        return Optional.of(grant.material().obtainedAt().plus(tokens.rules().renewableAfter()));
    }

    @Override
    public Optional<Instant> keepAliveAt(Grant grant) {
        return Optional.ofNullable(GrantTerms.keepAliveAt(provider.oauth2().grant(), grant));
    }
}
