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

class RecordedFactTest {
    private static final UUID ID = new UUID(7, 1);
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    @Test
    void aCheckIsToldByItsCodes() {
        var fact = RecordedFact.of(new CheckCompleted(
                ID, ID, "acme", 1, 4, TIME, Outcome.PERMANENT, Reason.REVOKED, "http_401", 401, 9L, null, null, null));
        assertThat(fact)
                .isEqualTo(new RecordedFact(
                        ID, "io.latchkey.check.completed.v1", TIME, 1, 4L, "permanent revoked http_401"));
    }

    @Test
    void aNoticeIsToldByItsLeadAndHasNoVersion() {
        var fact = RecordedFact.of(new NoticeDue(ID, ID, "acme", 1, TIME, TIME, Duration.ofDays(2)));
        assertThat(fact).isEqualTo(new RecordedFact(ID, "io.latchkey.notice.due.v1", TIME, 1, null, "PT48H"));
    }

    @Test
    void whatBecameOfACredentialIsToldInWords() {
        var left = new Revocation(RevokedAtProvider.LEFT, "sibling");
        var forgotten = RecordedFact.of(new CredentialForgotten(ID, ID, "acme", TIME, ID, "superseded", left), null);
        var destroyed = RecordedFact.of(new CredentialDestroyed(ID, ID, "acme", TIME, left), null);
        assertThat(forgotten.detail()).isEqualTo("superseded revoked at provider: left sibling");
        assertThat(destroyed.type()).isEqualTo("io.latchkey.credential.destroyed.v1");
        assertThat(destroyed.detail()).isEqualTo("revoked at provider: left sibling");
    }
}
