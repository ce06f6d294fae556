package io.latchkey.broker.upstream.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseLifeTest {
    private static final Instant BEGUN = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final JsonNode NOTHING = MissingNode.getInstance();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "60|2026-03-01T12:01:00Z",
                "60.9|2026-03-01T12:01:00Z",
                "3.6e3|2026-03-01T13:00:00Z",
                "\"60\"|2026-03-01T12:01:00Z",
                "\" 60 \"|2026-03-01T12:01:00Z",
                "\"60.5\"|2026-03-01T12:01:00Z",
                "\"3.6e3\"|2026-03-01T13:00:00Z",
                "\"+60\"|2026-03-01T12:01:00Z",
                "10|2026-03-01T12:00:10Z",
                "31536000|2027-03-01T12:00:00Z"
            })
    void aNumberOfSecondsCountsFromTheRequest(String seconds, Instant end) {
        assertThat(ResponseLife.end(json(seconds), NOTHING, BEGUN)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"2026-03-01T13:00:00Z\"|2026-03-01T13:00:00Z",
                "\"2026-03-01T14:00:00+01:00\"|2026-03-01T13:00:00Z",
                "\"2026-03-01T13:00:00.123456789Z\"|2026-03-01T13:00:00.123456789Z",
                "\"Sun, 01 Mar 2026 13:00:00 GMT\"|2026-03-01T13:00:00Z",
                "1772370000|2026-03-01T13:00:00Z",
                "1772370000.7|2026-03-01T13:00:00Z",
                "\"1772370000\"|2026-03-01T13:00:00Z",
                "1.77237e9|2026-03-01T13:00:00Z",
                "1772370000000|2026-03-01T13:00:00Z",
                "1772370000000000|2026-03-01T13:00:00Z"
            })
    void aMomentIsReadInEveryUsualForm(String moment, Instant end) {
        assertThat(ResponseLife.end(NOTHING, json(moment), BEGUN)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0",
                "0.5",
                "-1",
                "-9223372036854775808",
                "\"0\"",
                "\"-60\"",
                "\"\"",
                "\" \"",
                "\"soon\"",
                "\"e0\"",
                "\".e5\"",
                "\"+\"",
                "\"1h\"",
                "\"PT1H\"",
                "\"NaN\"",
                "\"Infinity\"",
                "\"1e999\"",
                "\"0x10\"",
                "\"1.\u0661\"",
                "null",
                "true",
                "{}",
                "[]",
                "[60]",
                "{\"seconds\":60}",
                "1e300",
                "315619201",
                "1772370000",
                "9223372036854775807",
                "999999999999999999999999999999",
                "\"999999999999999999999999999999999999999999999999999999999999\"",
                "\"0001-01-01T00:00:00Z\"",
                "\"-169108099-01-01T00:00:00Z\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"2026-03-01T12:00:00Z\"",
                "\"2026-13-01T12:00:00Z\"",
                "\"2026-03-01\"",
                "\"Mon, 01 Mar 2026 13:00:00 GMT\""
            })
    void everyOtherValueSaysNothingInEitherPlace(String value) {
        assertThat(ResponseLife.end(json(value), NOTHING, BEGUN)).isNull();
        if (!value.startsWith("17")) {
            assertThat(ResponseLife.end(NOTHING, json(value), BEGUN)).isNull();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "1.5", "\"2\"", "9"})
    void aLifeTooShortToBeOfUseIsLengthened(String seconds) {
        assertThat(ResponseLife.end(json(seconds), NOTHING, BEGUN)).isEqualTo(BEGUN.plusSeconds(10));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1772366401", "1772366400500", "\"2026-03-01T12:00:09Z\""})
    void soIsAMomentThatIsTooNear(String moment) {
        assertThat(ResponseLife.end(NOTHING, json(moment), BEGUN)).isEqualTo(BEGUN.plusSeconds(10));
    }

    @Test
    void secondsComeFirstUnlessTheySayNothing() {
        assertThat(ResponseLife.end(json("60"), json("1772370000"), BEGUN)).isEqualTo(BEGUN.plusSeconds(60));
        assertThat(ResponseLife.end(json("0"), json("1772370000"), BEGUN)).isEqualTo(BEGUN.plusSeconds(3600));
        assertThat(ResponseLife.end(NOTHING, NOTHING, BEGUN)).isNull();
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
