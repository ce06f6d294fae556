package io.latchkey.broker.upstream.response;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.upstream.Answers;
import io.latchkey.catalog.request.Assertion;
import io.latchkey.catalog.request.Assertion.Kind;
import java.nio.charset.Charset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderResponseTest {
    private static final String PLAIN = "{\"refresh_token\":\"r\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                PLAIN,
                "\uFEFF" + PLAIN,
                "\uFEFF\uFEFF \r\n\t" + PLAIN,
                "\u00A0\u2028" + PLAIN,
                PLAIN + "\n<!-- served by node 3 -->",
                PLAIN + "{\"refresh_token\":\"other\"}",
                PLAIN + "}}]",
                ")]}',\n" + PLAIN,
                "while(1);" + PLAIN,
                "callback(" + PLAIN + ");",
                "var reply=" + PLAIN,
                "reply=" + PLAIN,
                "[" + PLAIN + "]",
                "\"{\\\"refresh_token\\\":\\\"r\\\"}\"",
                "<b>Warning</b>: headers already sent in line 3" + PLAIN,
                "{\"refresh_token\":\"r\",}",
                "{'refresh_token':'r'}",
                "{\"expires_in\":3600s,\"refresh_token\":\"r\"}",
                "[{\"expires_in\":0x10,\"refresh_token\":\"r\"}]",
                "{\"refresh_token\":{},\"expires_in\":0x10,\"refresh_token\":\"r\"}",
                "[0x10,{\"refresh_token\":\"r\"}]",
                "{\"expires_in\":None,'refresh_token':'r'}",
                "{\"expires_in\":,\"refresh_token\":\"r\"}",
                "{\"expires_in\":NaN,\"refresh_token\":\"r\"}",
                "{\"expires_in\":INF,\"refresh_token\":\"r\"}",
                "{\"expires_in\":-INF,\"refresh_token\":\"r\"}",
                "{\"expires_in\":+INF,\"refresh_token\":\"r\"}",
                "{\"expires_in\":-Infinity,\"refresh_token\":\"r\"}",
                "{\"expires_in\":-.,\"refresh_token\":\"r\"}",
                "{\"expires_in\":.,\"refresh_token\":\"r\"}",
                "{\"expires_in\":1.e,\"refresh_token\":\"r\"}",
                "{\"expires_in\":007,\"refresh_token\":\"r\"}",
                "{\"refresh_token\":\"r\",\"expires_in\":36",
                "{\"refresh_token\":\"r\",\"access_token\":\"cut o",
                "{\"refresh_token\":\"r\",\"refresh_token\":null}",
                "{\"refresh_token\":\"r\",\"refresh_token\":\"\"}",
                "{\"refresh_token\":\"old\",\"refresh_token\":\"r\"}",
                "{\"x\":\"\u0001\",\"refresh_token\":\"r\"}",
                "{/* why */\"refresh_token\":\"r\"}",
                "refresh_token=r",
                "\uFEFFrefresh_token=r&scope=a+b",
                "bad=%%%&refresh_token=r",
                "refresh_token=r&refresh_token=",
                "refresh_token=r&meta={\"a\":1}"
            })
    void aTokenIsFoundWhateverStandsAroundIt(String body) {
        for (var type : new String[] {"application/json", "text/html; charset=utf-8", "text/plain", "nonsense"}) {
            assertThat(Answers.of(body.getBytes(UTF_8), type).token("/refresh_token"))
                    .contains("r");
        }
    }

    @Test
    void pointersReferToElementsOfXml() {
        var xml = Answers.of(403, """
                <?xml version="1.0" encoding="UTF-8"?>
                <Result xmlns="https://acme.example/doc/"><!-- why -->
                  <Error kind="Sender"><Code>Denied</Code><Message><![CDATA[a < b &amp;]]></Message></Error>
                  <Id>1</Id><Id> 2 </Id><Empty/>
                </Result>
                """);

        assertThat(xml.text("/Result/Error/Code")).contains("Denied");
        assertThat(xml.text("/Result/Error/Message")).contains("a < b &amp;");
        assertThat(xml.text("/Result/Id/1")).contains("2");
        assertThat(xml.text("/Result/Empty")).isEmpty();
        assertThat(xml.omits("/refresh_token")).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<html><br><p>Denied</html>",
                "<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>",
                "<!DOCTYPE a [<!ENTITY b \"cccccccccc\">]><a>&b;&b;&b;</a>",
                "<a>",
                "<"
            })
    void otherMarkupHasNoElements(String body) {
        assertThat(Answers.of(403, body).text("/a")).isEmpty();
    }

    @Test
    void deepXmlHasNoElements() {
        var deep = "<a>".repeat(100_000) + "</a>".repeat(100_000);

        assertThat(Answers.of(403, deep).at("/a").isMissingNode()).isTrue();
    }

    @Test
    void neitherDepthNorSizeOfANeighbourHidesAToken() {
        var deep = "{\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + ",\"refresh_token\":\"r\"}";
        var long_ =
                "{\"x\":" + "9".repeat(50_000) + ",\"y\":\"" + "\\\\".repeat(50_000) + "\",\"refresh_token\":\"r\"}";

        assertThat(Answers.of(200, deep).token("/refresh_token")).contains("r");
        assertThat(Answers.of(200, long_).token("/refresh_token")).contains("r");
        assertThat(Answers.of(200, long_.replaceFirst("99", "bad")).token("/refresh_token"))
                .contains("r");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                Arguments.of("", UTF_8, "application/json"),
                Arguments.of("\uFEFF", UTF_16BE, "application/json"),
                Arguments.of("\uFEFF", UTF_16LE, "application/json"),
                Arguments.of("", UTF_16BE, "application/json; charset=utf-16"),
                Arguments.of("", UTF_16LE, "application/json"),
                Arguments.of("", ISO_8859_1, "application/json; charset=iso-8859-1"),
                Arguments.of("", ISO_8859_1, "application/json;charset=\"ISO-8859-1\""),
                Arguments.of("", Charset.forName("IBM037"), "application/json; charset=IBM037"),
                Arguments.of("", UTF_8, "application/json; charset=IBM037"),
                Arguments.of("", UTF_8, "application/json; charset=utf-16"),
                Arguments.of("", UTF_8, "application/json; charset=no-such-charset"),
                Arguments.of("", UTF_8, "application/json; charset="));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void aBodyIsReadInItsEncodingEvenIfAnotherIsTold(String mark, Charset charset, String contentType) {
        var answer = Answers.of((mark + "{\"id\":\"\u00e9\",\"refresh_token\":\"r\"}").getBytes(charset), contentType);

        assertThat(answer.token("/refresh_token")).contains("r");
        assertThat(answer.text("/id")).contains("\u00e9");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"\"",
                "\" \\t \"",
                "\"a\\nb\"",
                "\"a\\u0000\"",
                "\"a\\u0085b\"",
                "\"null\"",
                "\"undefined\"",
                "null",
                "7",
                "7.5",
                "true",
                "{}",
                "{\"token\":\"t\"}",
                "[]",
                "[\"t\"]"
            })
    void nothingElseIsAToken(String value) {
        assertThat(Answers.of(200, "{\"refresh_token\":" + value + "}").token("/refresh_token"))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "<html>", "{", "[", "[]", "null", "\"", "\"text\"", "%%%=1", "ERROR 120 :: NO", "\u0000"
            })
    void nonsenseHoldsNothing(String body) {
        assertThat(Answers.of(200, body).token("/refresh_token")).isEmpty();
        assertThat(Answers.of(200, body).text("/error")).isEmpty();
    }

    @Test
    void anIdMayBeAWholeNumberButNoOtherValue() {
        var answer = Answers.of(200, "{\"id\":7,\"half\":7.5,\"yes\":true,\"no\":\" \",\"text\":\"x\"}");

        assertThat(answer.name("/id")).contains("7");
        assertThat(answer.name("/text")).contains("x");
        assertThat(Stream.of("/half", "/yes", "/no").map(answer::name)).allMatch(found -> found.isEmpty());
    }

    @Test
    void aFaultInAPageIsNotTakenForAnError() {
        var page = "<html><script>{\"error\":\"invalid_grant\"}</script></html>";

        assertThat(Answers.of(200, page).text("/error")).isEmpty();
        assertThat(Answers.of(200, "{\"x\":bad,\"error\":\"invalid_grant\"}").text("/error"))
                .isEmpty();
    }

    /** Semrush answers a good key with a number, and a bad one with a text; ClickHouse answers with a number in a line. */
    @ParameterizedTest
    @CsvSource({
        "12345, true, true",
        "'1\n', true, true",
        "-0.5, true, true",
        "'ERROR 120 :: WRONG KEY', false, true",
        "12 345, false, true",
        "'{\"a\":1}', false, true",
        "'[]', false, false",
        "'', false, false",
        "'<html>1</html>', false, false"
    })
    void conditionsHoldForTheWholeBody(String body, boolean number, boolean nonEmpty) {
        var response = Answers.of(200, body);

        assertThat(response.satisfies(new Assertion("", null, null, Kind.NUMBER)))
                .isEqualTo(number);
        assertThat(response.satisfies(new Assertion("", null, null, Kind.NON_EMPTY)))
                .isEqualTo(nonEmpty);
    }

    @Test
    void aTextHasNoMembersAndEqualsItself() {
        var response = Answers.of(200, "OK\r\n");

        assertThat(response.satisfies(Assertion.equal("", "OK"))).isTrue();
        assertThat(response.at("/ok").isMissingNode()).isTrue();
        assertThat(response.omits("/ok")).isFalse();
    }
}
