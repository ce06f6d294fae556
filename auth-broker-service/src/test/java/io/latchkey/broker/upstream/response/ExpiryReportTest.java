package io.latchkey.broker.upstream.response;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.latchkey.catalog.reported.ReportedExpiry.Format;
import io.latchkey.testkit.random.Inputs;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExpiryReportTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"2026-04-01T13:00:00Z\"|2026-04-01T13:00:00Z",
                "\"2026-04-01T14:00:00.5+01:00\"|2026-04-01T13:00:00.5Z",
                "\"2026-04-01T13:00:00\"|2026-04-01T13:00:00Z",
                "\"2026-04-01\"|2026-04-01T00:00:00Z",
                "\"2026-04-01 13:00:00 UTC\"|2026-04-01T13:00:00Z",
                "\"2026-04-01 14:00:00 +0100\"|2026-04-01T13:00:00Z",
                "\"2026-04-01 13:00:00\"|2026-04-01T13:00:00Z",
                "\"Wed, 01 Apr 2026 13:00:00 GMT\"|2026-04-01T13:00:00Z",
                "1775048400|2026-04-01T13:00:00Z",
                "\"1775048400\"|2026-04-01T13:00:00Z",
                "1775048400000|2026-04-01T13:00:00Z",
                "1775048400000000|2026-04-01T13:00:00Z"
            })
    void aTimeIsReadInEveryUsualForm(String value, Instant expected) {
        assertThat(ExpiryReport.of(json(value), Format.TIME, NOW)).isEqualTo(new ExpiryReport(true, expected, null));
    }

    @ParameterizedTest
    @CsvSource({"3600, 2026-03-01T13:00:00Z", "3600.7, 2026-03-01T13:00:00Z", "1, 2026-03-01T12:00:01Z"})
    void secondsCountFromNow(String value, Instant expected) {
        assertThat(ExpiryReport.of(json(value), Format.SECONDS_LEFT, NOW))
                .isEqualTo(new ExpiryReport(true, expected, null));
        assertThat(ExpiryReport.of(json('"' + value + '"'), Format.SECONDS_LEFT, NOW)
                        .at())
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "0", "-1", "\"0\"", "\"-1\"", "\"Never\"", "\"none\""})
    void someValuesMeanThatItDoesNotExpire(String value) {
        for (var format : Format.values()) {
            assertThat(ExpiryReport.of(json(value), format, NOW)).isEqualTo(new ExpiryReport(true, null, null));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"9999-12-31\"",
                "\"9999-12-31T23:59:59Z\"",
                "\"+999999999-12-31T23:59:59Z\"",
                "\"0001-01-01T00:00:00Z\""
            })
    void aDateThatNobodyLivesToSeeMeansTheSame(String value) {
        assertThat(ExpiryReport.of(json(value), Format.TIME, NOW)).isEqualTo(new ExpiryReport(true, null, null));
    }

    @Test
    void aMissingValueReportsNothing() {
        assertThat(ExpiryReport.of(MissingNode.getInstance(), Format.TIME, NOW)).isEqualTo(ExpiryReport.NOTHING);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"\"2026-03-01T12:00:00Z\"", "\"2025-01-01\"", "1772366399", "1735689600000", "\"2026-03-01\""})
    void aPassedExpiryContradictsTheRequestThatReportsIt(String value) {
        assertThat(ExpiryReport.of(json(value), Format.TIME, NOW))
                .isEqualTo(new ExpiryReport(false, null, "expiry_in_the_past"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"true", "{}", "[]", "\"soon\"", "\"1e999\"", "1e300", "\"1970-01-02\"", "3600", "\"2026-13-01\""
            })
    void whatIsNoTimeHasAReason(String value) {
        assertThat(ExpiryReport.of(json(value), Format.TIME, NOW))
                .isEqualTo(new ExpiryReport(false, null, "expiry_unreadable"));
    }

    @Test
    void noValueIsTooAbsurd() {
        Inputs.check(20_000, chance -> {
            var nodes = JsonNodeFactory.instance;
            var number = chance.number();
            var value = chance.<JsonNode>any(
                    () -> nodes.numberNode(number),
                    () -> nodes.numberNode(Double.longBitsToDouble(number)),
                    () -> nodes.textNode("2026-" + number),
                    () -> nodes.textNode(number + "-01-01T00:00:00Z"),
                    () -> nodes.textNode("+" + number + "-01-01"));

            var report = ExpiryReport.of(value, chance.oneOf(Format.values()), NOW);

            assertThat(report.known() && report.fault() != null).isFalse();
            if (report.at() != null) {
                assertThat(report.at()).isBetween(NOW, Instant.parse("2077-01-01T00:00:00Z"));
            }
        });
    }

    private static JsonNode json(String value) {
        try {
            return JSON.readTree(value);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
