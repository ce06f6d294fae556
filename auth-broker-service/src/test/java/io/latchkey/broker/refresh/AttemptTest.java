package io.latchkey.broker.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.credential.CredentialRow;
import io.latchkey.broker.credential.Held;
import io.latchkey.broker.lease.Lease;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AttemptTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(12);

    @Test
    void aFirstAttemptIsNoReplay() {
        assertThat(attempt(null, null)).isEqualTo(new Attempt(NOW, false));
    }

    @Test
    void theGraceOfATakenOverRefreshCountsFromItsFirstSend() {
        assertThat(attempt(new Lease.SentRefresh(2, BEFORE), null)).isEqualTo(new Attempt(BEFORE, true));
    }

    @Test
    void aRefreshOfAnotherVersionSaysNothing() {
        assertThat(attempt(new Lease.SentRefresh(1, BEFORE), null)).isEqualTo(new Attempt(NOW, false));
    }

    @Test
    void whereRefreshesKeepTheRefreshTokenNothingIsSpent() {
        assertThat(attempt(new Lease.SentRefresh(2, BEFORE), false).replay()).isFalse();
    }

    private static Attempt attempt(Lease.SentRefresh unfinished, Boolean rotates) {
        var stored = stored(rotates);
        var row = new CredentialRow() {};
        return Attempt.of(new Held(new LeftLease(unfinished), row, Optional.of(stored)), stored, NOW);
    }

    private static Stored stored(Boolean rotates) {
        var tokens = new OAuth2Tokens(Secret.of("a"), Secret.of("r"), NOW, NOW.plusSeconds(300), null);
        var grant = new Grant(tokens, List.of(), Permissions.requested(List.of()), null, rotates);
        return new Stored(
                new CredentialDocument(
                        1,
                        new UUID(7, 2),
                        new UUID(7, 3),
                        "fake",
                        "oauth2",
                        "client",
                        new Account("1", "one"),
                        List.of(),
                        NOW,
                        grant,
                        null,
                        null),
                2);
    }

    private record LeftLease(Lease.SentRefresh unfinished) implements Lease {
        @Override
        public Uni<Void> regain() {
            return Uni.createFrom().voidItem();
        }

        @Override
        public Uni<Instant> refreshSent(long version) {
            return Uni.createFrom().item(NOW);
        }

        @Override
        public void refreshEnded() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Optional<SentRefresh> unfinishedRefresh() {
            return Optional.ofNullable(unfinished);
        }
    }
}
