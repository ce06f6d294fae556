package io.latchkey.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contracts.check.CheckFact;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventJsonTest {
    private static final UUID ID = UUID.fromString("019a2f6e-7c00-7b3e-9d55-0b1f5a3c0001");
    private static final Instant TIME = Instant.parse("2026-03-01T09:05:00Z");

    @Test
    void timesAndDurationsAreWrittenAsPeopleReadThem() {
        var json = EventJson.write(new CheckFact.NoticeDue(ID, ID, "acme", 1, TIME, TIME, Duration.ofDays(14)));

        assertThat(json)
                .contains("\"type\":\"io.latchkey.notice.due.v1\"")
                .contains("\"observedAt\":\"2026-03-01T09:05:00Z\"")
                .contains("\"lead\":\"PT336H\"");
    }

    @Test
    void whatIsUnknownIsIgnored() throws IOException {
        var json = "{\"type\":\"io.latchkey.grant.expired.v1\",\"tenant\":\"acme\",\"generation\":1,\"news\":true}";

        assertThat(EventJson.read(json.getBytes(UTF_8), CheckFact.class).tenant())
                .isEqualTo("acme");
    }

    @Test
    void aMissingNumberIsNotTakenForZero() {
        var json = "{\"type\":\"io.latchkey.grant.expired.v1\",\"tenant\":\"acme\"}";

        assertThatThrownBy(() -> EventJson.read(json.getBytes(UTF_8), CheckFact.class))
                .isInstanceOf(IOException.class);
    }
}
