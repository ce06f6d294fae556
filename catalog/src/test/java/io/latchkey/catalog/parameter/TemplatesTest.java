package io.latchkey.catalog.parameter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TemplatesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            https://{x}.acme.example/api     | shop     | https://shop.acme.example/api
            https://{x}/api                  | a.b:8443 | https://a.b:8443/api
            https://api.acme.example/{x}/me  | a/b c    | https://api.acme.example/a%2Fb%20c/me
            https://api.acme.example/{x}     | ?q=1#f   | https://api.acme.example/%3Fq%3D1%23f
            https://api.acme.example?o={x}   | a&b=c+d  | https://api.acme.example?o=a%26b%3Dc%2Bd
            https://api.acme.example/bot{t}/ | shop     | https://api.acme.example/bot{t}/
            """)
    void aValueIsEncodedForItsPlaceInAUrl(String template, String value, String url) {
        assertThat(filled(value).url(template)).isEqualTo(url);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "evil.example/",
                "evil.example?",
                "evil.example#",
                "evil.example\\",
                "user@evil.example",
                "evil.example:443@",
                "a b",
                "a%2eb",
                "-a",
                "a_b",
                "a..b",
                ".a",
                "a.",
                "[::1]",
                ""
            })
    void aValueThatIsNoHostNeverBecomesOne(String value) {
        assertThat(filled(value).url("https://{x}.acme.example/")).isEqualTo("https://{x}.acme.example/");
    }

    @Test
    void aValueCannotLeaveAStringInJsonOrAFieldOfAForm() {
        assertThat(filled("a\"b\\c").body("{\"org\":\"{x}\",\"key\":\"{key}\"}"))
                .isEqualTo("{\"org\":\"a\\\"b\\\\c\",\"key\":\"{key}\"}");
        assertThat(filled("a&b=c d").body("org={x}&key={key}")).isEqualTo("org=a%26b%3Dc%20d&key={key}");
    }

    @Test
    void aScopeTakesNoSeparators() {
        assertThat(filled("acme.crm4").scope("https://{x}/.default")).isEqualTo("https://acme.crm4/.default");
        assertThat(filled("acme admin").scope("org:{x}")).isEqualTo("org:{x}");
        assertThat(filled("acme,admin").scope("org:{x}")).isEqualTo("org:{x}");
    }

    @Test
    void aHeaderWhoseValueIsNotKnownYetIsLeftOut() {
        var templates = filled("acme").at(Step.IDENTITY, Set.of("client_id"));

        assertThat(templates.known(Map.of("X-Org", "{x}", "X-Site", "{site}", "X-Client", "{client_id}")))
                .isEqualTo(Map.of("X-Org", "acme", "X-Client", "{client_id}"));
    }

    private static Templates filled(String value) {
        return Templates.filledWith(Map.of("x", value));
    }
}
