package io.latchkey.connection.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.check.CheckFact.CheckCompleted;
import io.latchkey.contracts.check.CheckFact.NoticeDue;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.connection.Revocation;
import io.latchkey.contracts.connection.Revocation.RevokedAtProvider;
import io.latchkey.contracts.credential.CredentialFact.CredentialDestroyed;
import io.latchkey.contracts.credential.CredentialFact.CredentialForgotten;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ToldFactTest {
    private static final UUID ID = new UUID(7, 1);
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void a_check_is_told_by_its_codes() {
        var fact = ToldFact.of(new CheckCompleted(
                ID, ID, "acme", 1, 4, TIME, Outcome.PERMANENT, Reason.REVOKED, "http_401", 401, 9L, null));
        assertThat(fact)
                .isEqualTo(
                        new ToldFact(ID, "io.latchkey.check.completed.v1", TIME, 1, 4L, "permanent revoked http_401"));
    }

    @Test
    void a_notice_is_told_by_its_lead_and_has_no_version() {
        var fact = ToldFact.of(new NoticeDue(ID, ID, "acme", 1, TIME, TIME, Duration.ofDays(2)));
        assertThat(fact).isEqualTo(new ToldFact(ID, "io.latchkey.notice.due.v1", TIME, 1, null, "PT48H"));
    }

    @Test
    void what_became_of_a_credential_is_told_in_words() {
        var left = new Revocation(RevokedAtProvider.LEFT, "sibling");
        var forgotten = ToldFact.of(new CredentialForgotten(ID, ID, "acme", TIME, ID, "superseded", left));
        var destroyed = ToldFact.of(new CredentialDestroyed(ID, ID, "acme", TIME, left));
        assertThat(forgotten.detail()).isEqualTo("superseded revoked at provider: left sibling");
        assertThat(destroyed.type()).isEqualTo("io.latchkey.credential.destroyed.v1");
        assertThat(destroyed.detail()).isEqualTo("revoked at provider: left sibling");
    }
}
