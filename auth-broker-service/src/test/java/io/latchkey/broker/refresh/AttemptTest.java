package io.latchkey.broker.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.credential.CredentialState;
import io.latchkey.broker.credential.LockedCredential;
import io.latchkey.broker.credential.RefreshTrouble;
import io.latchkey.broker.lease.Lease;
import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.upstream.failure.Failure;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Permissions;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class AttemptTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant BEFORE = NOW.minusSeconds(12);
    private static final Failure BUSY = new Failure(Outcome.THROTTLED, null, "http_429", 429, null);

    @Test
    void aFirstAttemptIsNoReplay() {
        assertThat(attempt(null, RefreshTrouble.NONE, true)).isEqualTo(new Attempt(NOW, false));
    }

    @Test
    void theGraceOfATakenOverRefreshCountsFromItsFirstSend() {
        assertThat(attempt(new Lease.SentRefresh(2, BEFORE), RefreshTrouble.NONE, true))
                .isEqualTo(new Attempt(BEFORE, true));
    }

    @Test
    void aRefreshOfAnotherVersionSaysNothing() {
        assertThat(attempt(new Lease.SentRefresh(1, BEFORE), RefreshTrouble.NONE, true))
                .isEqualTo(new Attempt(NOW, false));
    }

    @Test
    void whereRefreshesKeepTheRefreshTokenNothingIsSpent() {
        assertThat(attempt(new Lease.SentRefresh(2, BEFORE), RefreshTrouble.NONE, false)
                        .replay())
                .isFalse();
    }

    static Stream<Arguments> troubles() {
        var none = RefreshTrouble.NONE;
        var grace = Duration.ofSeconds(30);
        return Stream.of(
                Arguments.of("unanswered", none.unanswered(BEFORE, grace), true),
                Arguments.of("unanswered long ago", none.unanswered(BEFORE, Duration.ZERO), true),
                Arguments.of("in doubt", none.inDoubt(BEFORE, grace), true),
                Arguments.of("answered", none.failed(BUSY, BEFORE, NOW), false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("troubles")
    void whatFollowsARefreshThatMayHaveBeenCarriedOutIsAReplay(String name, RefreshTrouble trouble, boolean replay) {
        assertThat(attempt(null, trouble, true)).isEqualTo(new Attempt(NOW, replay));
        assertThat(attempt(null, trouble, false)).isEqualTo(new Attempt(NOW, false));
    }

    private static Attempt attempt(Lease.SentRefresh unfinished, RefreshTrouble trouble, boolean mayRotate) {
        var stored = stored();
        var state = new CredentialState(
                new ConnectionPath("acme", new UUID(7, 1)),
                Optional.of("fake"),
                Optional.empty(),
                1,
                2,
                Optional.of("oauth2"),
                Optional.of("1"),
                Optional.empty(),
                Optional.empty(),
                trouble,
                null,
                null,
                Optional.empty(),
                Optional.empty(),
                Map.of(),
                false);
        return Attempt.of(
                new LockedCredential(new LeftLease(unfinished), state, Optional.of(stored)), stored, mayRotate, NOW);
    }

    private static Stored stored() {
        var tokens = new OAuth2Tokens(Secret.of("a"), Secret.of("r"), NOW, NOW.plusSeconds(300), null);
        var grant = new Grant(tokens, List.of(), Permissions.requested(List.of()), null, null);
        return new Stored(
                new CredentialDocument(
                        1,
                        new UUID(7, 2),
                        new UUID(7, 3),
                        "fake",
                        "oauth2",
                        ClientRef.ofInstallation("client"),
                        new Account("1", "one"),
                        List.of(),
                        NOW,
                        grant,
                        null,
                        null,
                        Map.of(),
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
