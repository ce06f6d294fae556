package io.latchkey.broker.credential;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.CredentialDocument;
import io.latchkey.broker.secret.Grant;
import io.latchkey.broker.secret.OAuth2Tokens;
import io.latchkey.broker.secret.Secret;
import io.latchkey.broker.secret.SecretStore.Stored;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.Permissions;
import io.latchkey.contracts.connection.Reason;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialRowTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Instant KEEP_ALIVE = NOW.plus(Duration.ofDays(30));

    private final CredentialRow row = new CredentialRow(new UUID(7, 1), "acme");

    @BeforeEach
    void followVersionTwo() {
        row.follow(stored(2), new TokenHashes("a", "r"), KEEP_ALIVE);
    }

    @Test
    void aLateRefusalOfAnOlderVersionChangesNothing() {
        row.refuse(1, Reason.REFUSED);

        assertThat(row.state().refusal()).isEmpty();
        assertThat(row.state().keepAliveAt()).isEqualTo(KEEP_ALIVE);
    }

    @Test
    void aRefusedVersionIsNotKeptAlive() {
        row.refuse(2, Reason.REVOKED);

        assertThat(row.state().refusal()).contains(Reason.REVOKED);
        assertThat(row.state().keepAliveAt()).isNull();
    }

    static Stored stored(long version) {
        var tokens = new OAuth2Tokens(Secret.of("a"), Secret.of("r"), NOW, NOW.plusSeconds(300), null);
        var grant = new Grant(tokens, List.of(), Permissions.requested(List.of()), null, null);
        var account = new Account("1", "one");
        return new Stored(
                new CredentialDocument(
                        1,
                        new UUID(7, 2),
                        new UUID(7, 3),
                        "fake",
                        "oauth2",
                        ClientRef.ofInstallation("client"),
                        account,
                        List.of(),
                        NOW,
                        grant,
                        null,
                        null,
                        Map.of(),
                        null),
                version);
    }
}
