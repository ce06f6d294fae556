package io.latchkey.broker.method.oauth2.token;

import io.latchkey.broker.method.Renewal;
import io.latchkey.broker.method.Renewer;
import io.latchkey.broker.method.client.MethodClients;
import io.latchkey.broker.method.client.OwnClient;
import io.latchkey.broker.method.oauth2.client.OAuth2Provider;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.catalog.oauth2.GrantRules;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/** Renews credentials with their refresh tokens (RFC 6749, section 6). */
public record RefreshTokens(OAuth2Provider provider, MethodClients clients, TokenEndpoint tokens) implements Renewer {
    @Override
    public Uni<Renewal> prepare(CredentialDocument document) {
        var refreshToken = OAuth2Tokens.of(document.material()).requireRefreshToken();
        return clients.of(provider, document)
                .map(client -> () -> OwnClient.blaming(document, tokens.refresh(provider, client, refreshToken))
                        .map(reply -> renewed(reply, document.grant())));
    }

    private Renewal.Renewed renewed(TokenResponse reply, Grant before) {
        return new Renewal.Renewed(
                reply.refreshed(provider, before),
                reply.accessToken() != null,
                reply.losesRefreshToken(rules(), before));
    }

    @Override
    public Optional<Duration> usualLife() {
        return Optional.ofNullable(provider.oauth2().token().defaultLife());
    }

    @Override
    public boolean mayRotate(Grant grant) {
        return !Boolean.FALSE.equals(grant.rotates(rules().rotates()));
    }

    @Override
    public Duration replayGrace() {
        return Objects.requireNonNull(rules().replayGrace());
    }

    @Override
    public Optional<Instant> notBefore(Grant grant) {
        return Optional.of(provider.oauth2().token().refresh().notBefore())
                .filter(age -> !age.isZero())
                .map(grant.material().obtainedAt()::plus);
    }

    @Override
    public Optional<Instant> keepAliveAt(Grant grant) {
        return Optional.ofNullable(GrantTerms.keepAliveAt(rules(), grant));
    }

    private GrantRules rules() {
        return provider.oauth2().grant();
    }
}
