package io.latchkey.events.cloudevents;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.connection.ConnectionEvent;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.events.OutgoingEvent;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventDecoderTest {
    private static final UUID ID = UUID.fromString("019a2f6e-7c00-7b3e-9d55-0b1f5a3c0001");
    private static final String TOPIC = "latchkey.check-facts.v1";
    private static final Instant TIME = Instant.parse("2026-03-01T09:05:00Z");
    private static final CheckFact FACT = new CheckFact.CheckCompleted(
            ID, ID, "acme", 1, 7, TIME, Outcome.OK, null, null, 200, 84L, null, null, null);

    private final EventEncoder encoder = new EventEncoder("events");

    @Test
    void whatWasEncodedIsDecodedAsItWas() {
        var record = encoder.encode(event(FACT, Map.of(OutgoingEvent.SEQUENCE, "12")));

        var decoded = EventDecoder.decode(record.headers(), record.value(), CheckFact.class);

        assertThat(decoded)
                .isEqualTo(new EventDecoder.Decoded<>(ID, "io.latchkey.check.completed.v1", TIME, 12L, FACT));
        assertThat(EventDecoder.key(record.key())).isEqualTo(ID);
    }

    @Test
    void aMissingFieldIsNamed() {
        var record = encoder.encode(event(Map.of("type", "io.latchkey.grant.expired.v1", "generation", 1), Map.of()));

        assertThatThrownBy(() -> EventDecoder.decode(record.headers(), record.value(), CheckFact.class))
                .isInstanceOf(UnreadableEventException.class)
                .hasMessageContaining("/factId");
    }

    @Test
    void aFieldMayLackWhereTheContractSaysSo() {
        var record = encoder.encode(event(FACT, Map.of()));

        assertThat(EventDecoder.decode(record.headers(), record.value(), CheckFact.class)
                        .sequence())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "{", "\u0000\u0001", "{\"type\":\"unheard-of\"}", "{}{}"})
    void dataThatIsNoFactIsUnreadable(String data) {
        var record = encoder.encode(TOPIC, ID, ID, "io.latchkey.check.completed.v1", TIME, Map.of(), data);

        assertUnreadable(record.headers(), record.value());
    }

    @Test
    void anOutcomeOrAReasonOfANewerReleaseIsTakenForUnknown() {
        var checked = decode("""
                {"type":"io.latchkey.check.completed.v1","factId":"%1$s","connectionId":"%1$s","tenant":"acme","generation":1,
                 "credentialVersion":7,"observedAt":"2026-03-01T09:05:00Z","outcome":"magnificent"}""".formatted(ID), CheckFact.class);
        var refused = decode("""
                {"type":"io.latchkey.credential.refused.v1","factId":"%1$s","connectionId":"%1$s","tenant":"acme","generation":1,
                 "credentialVersion":7,"observedAt":"2026-03-01T09:05:00Z","reason":"never_heard_of","more":{}}""".formatted(ID), CredentialFact.class);

        assertThat(((CheckFact.CheckCompleted) checked).outcome()).isEqualTo(Outcome.UNKNOWN);
        assertThat(((CredentialFact.CredentialRefused) refused).reason()).isEqualTo(Reason.UNKNOWN);
    }

    @Test
    void aTypeOrAStateOfANewerReleaseIsNotUnreadableButUnknown() {
        assertThatThrownBy(() -> decode("{\"type\":\"unheard-of\"}", CheckFact.class))
                .isInstanceOf(UnknownValueException.class);
        assertThatThrownBy(() -> decode("{\"connection\":{\"state\":\"FROZEN\"}}", ConnectionEvent.class))
                .isInstanceOf(UnknownValueException.class);
    }

    private <T> T decode(String data, Class<T> type) {
        var record = encoder.encode(TOPIC, ID, ID, "test", TIME, Map.of(), data);
        return EventDecoder.decode(record.headers(), record.value(), type).data();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_time", "ce_type", "ce_specversion", "ce_source"})
    void anEventWithoutAnAttributeIsUnreadable(String attribute) {
        var record = encoder.encode(event(FACT, Map.of()));
        record.headers().remove(attribute);

        assertUnreadable(record.headers(), record.value());
    }

    @Test
    void aSequenceThatIsNoNumberIsUnreadable() {
        var record = encoder.encode(event(FACT, Map.of(OutgoingEvent.SEQUENCE, "first")));

        assertUnreadable(record.headers(), record.value());
    }

    @Test
    void anIdThatIsNoUuidIsUnreadable() {
        var record = encoder.encode(event(FACT, Map.of()));
        record.headers().remove("ce_id").add("ce_id", "42".getBytes(UTF_8));

        assertUnreadable(record.headers(), record.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_time", "ce_type", "ce_specversion", "ce_source", "ce_sequence", "ce_other"})
    void aHeaderWithoutAValueIsAbsentOrUnreadableAndNoOtherFailure(String header) {
        var record = encoder.encode(event(FACT, Map.of()));
        record.headers().remove(header).add(header, null);

        assertThat(catchThrowable(() -> EventDecoder.decode(record.headers(), record.value(), CheckFact.class)))
                .satisfiesAnyOf(none -> assertThat(none).isNull(), failure -> assertThat(failure)
                        .isInstanceOf(UnreadableEventException.class));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"+1000000000-12-31T23:59:59.999999999Z", "-1000000000-01-01T00:00:00Z", "+12345-01-01T00:00:00Z"
            })
    void aTimeThatNoDatabaseHoldsIsUnreadable(String time) {
        var record = encoder.encode(
                event(new CheckFact.GrantExpired(ID, ID, "acme", 1, TIME, Instant.parse(time)), Map.of()));

        assertUnreadable(record.headers(), record.value());
    }

    @Test
    void aRecordWithoutAnyHeaderIsUnreadable() {
        assertUnreadable(new RecordHeaders(), "{}".getBytes(UTF_8));
    }

    @Test
    void aKeyThatIsNoConnectionIsUnreadable() {
        assertThatThrownBy(() -> EventDecoder.key("x".getBytes(UTF_8))).isInstanceOf(UnreadableEventException.class);
        assertThatThrownBy(() -> EventDecoder.key(null)).isInstanceOf(UnreadableEventException.class);
    }

    private static void assertUnreadable(Headers headers, byte[] value) {
        assertThatThrownBy(() -> EventDecoder.decode(headers, value, CheckFact.class))
                .isInstanceOf(UnreadableEventException.class);
    }

    private static OutgoingEvent event(Object data, Map<String, String> extensions) {
        return new OutgoingEvent(TOPIC, ID, ID, "io.latchkey.check.completed.v1", TIME, extensions, data);
    }
}
