package io.latchkey.catalog.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ParametersTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            acme        | true
            acme-eu1    | true
            A1          | true
            acme.evil   | false
            -acme       | false
            acme-       | false
            acme/x      | false
            acme@x      | false
            ac me       | false
            {y}         | false
            ~~          | false
            """)
    void withoutAPatternAValueIsALabel(String value, boolean accepted) {
        assertThat(text(null, false).accepts(value)).isEqualTo(accepted);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            git.acme.example        | true
            git.acme.example:8443   | true
            10.0.0.1                | true
            https://git.acme.example | false
            git.acme.example/path   | false
            u@git.acme.example      | false
            git.acme.example?x      | false
            git.acme.example#x      | false
            git.acme.example\\x     | false
            git..example            | false
            [::1]                   | false
            """)
    void aFreelyChosenHostIsAHostNameWithAPort(String value, boolean accepted) {
        assertThat(text(null, true).accepts(value)).isEqualTo(accepted);
        assertThat(text(".*", true).accepts(value)).isEqualTo(accepted);
    }

    @Test
    void aPatternMatchesTheWholeValueWithOrWithoutAnchors() {
        for (var pattern : List.of("[a-z]{3}", "^[a-z]{3}$")) {
            assertThat(text(pattern, false).accepts("abc")).isTrue();
            assertThat(text(pattern, false).accepts("abcd")).isFalse();
            assertThat(text(pattern, false).accepts("abc\n")).isFalse();
        }
    }

    /** The path {@code ..} leaves its folder even if its characters are encoded. */
    @ParameterizedTest
    @ValueSource(strings = {".", "..", "a{b}", "a\u0000b", "a\nb", " a", "a ", "\u00e4", ""})
    void noPatternAllowsDangerousValues(String value) {
        assertThat(text("(?s).*", false).accepts(value)).isFalse();
        assertThat(callback(Take.TEXT, "(?s).*").from(value)).isEmpty();
        assertThat(callback(Take.TEXT, null).from(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://acme.my.salesforce.com        | [a-z.]+\\.salesforce\\.com       | acme.my.salesforce.com
            https://ACME.my.salesforce.com/x?y    | [a-z.]+\\.salesforce\\.com       | acme.my.salesforce.com
            acme.my.salesforce.com                | [a-z.]+\\.salesforce\\.com       | acme.my.salesforce.com
            acme.kommo.com                        | (?<value>[a-z]+)\\.kommo\\.com   | acme
            https://api.na1.adobesign.com/        | api\\.(?<value>na[12])\\.adobesign\\.com | na1
            https://evil.example/.salesforce.com  | [a-z.]+\\.salesforce\\.com       | ~~
            https://a.salesforce.com@evil.example | [a-z.]+\\.salesforce\\.com       | ~~
            https://evil.example#a.salesforce.com | [a-z.]+\\.salesforce\\.com       | ~~
            https://evil.example\\.salesforce.com | [a-z.]+\\.salesforce\\.com       | ~~
            https://a.salesforce.com.evil.example | [a-z.]+\\.salesforce\\.com       | ~~
            javascript:alert(1)                   | [a-z.]+\\.salesforce\\.com       | ~~
            """)
    void theHostOfAUrlIsTaken(String text, String pattern, String host) {
        assertThat(callback(Take.HOST, pattern).from(text))
                .isEqualTo(Optional.of(host).filter(value -> !value.isEmpty()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[a-z0-9-]+",
                "^[a-z0-9][a-z0-9-]{0,62}$",
                "^[a-z0-9-]+\\.(api-us1|api-us2|activehosted)\\.com$",
                "^[a-z0-9-]+(\\.[a-z]{2})?\\.auth0\\.com$",
                "^[A-Za-z0-9.-]+(:[0-9]+)?$",
                "^[0-9]+(-(sb|rp)[0-9]+)?$",
                "(?<value>[a-z]+)\\.kommo\\.com",
                "^(na[1-4]|eu[12]|jp1|au1|in1|sg1)$",
                "\\d{3}-[A-Z]{3}",
                "^[A-Za-z0-9_.-]+$"
            })
    void patternsOfRealProvidersArePlain(String pattern) {
        assertThat(PlainPattern.isPlain(pattern)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".*",
                "[^/]+",
                "\\S+",
                "\\D+",
                "[a-z/]+",
                "[.-_]+",
                "[+-:]+",
                "[A-z]+",
                "[!-~]+",
                "a.com",
                "a@b",
                "a?b#",
                "(?i)a",
                "[a-z&&[^x]]",
                "\\x2f",
                "\\p{Punct}",
                "[\\W]",
                "a\\\\b",
                "a b",
                "(?=a)a",
                "[a-z-9]+",
                "\\Q/\\E"
            })
    void patternsThatMayMatchADelimiterAreNotPlain(String pattern) {
        assertThat(PlainPattern.isPlain(pattern) && matchesADelimiter(pattern)).isFalse();
        assertThat(pattern)
                .satisfiesAnyOf(
                        text -> assertThat(PlainPattern.isPlain(text)).isFalse(),
                        text -> assertThat(matchesADelimiter(text)).isFalse());
    }

    private static boolean matchesADelimiter(String pattern) {
        return "/@?#\\ &%!'\""
                .chars()
                .anyMatch(c -> java.util.regex.Pattern.matches(pattern, String.valueOf((char) c)));
    }

    private static TextParameter text(String pattern, boolean anyHost) {
        return new TextParameter("x", "X", null, null, pattern, anyHost, null);
    }

    private static CallbackParameter callback(Take take, String pattern) {
        return new CallbackParameter("x", "name", take, pattern, null);
    }
}
