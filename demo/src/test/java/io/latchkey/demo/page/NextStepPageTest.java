package io.latchkey.demo.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.demo.browser.Return;
import java.net.URI;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NextStepPageTest {
    private final NextStepPage page = new NextStepPage("http://localhost:7080");

    @Test
    void aCodeIsShownWithTheCommandThatRedeemsIt() {
        var html = Jsoup.parse(show("?connection=c-1&authorization=a-1&status=consented&code=x_Y-9"));

        assertThat(html.selectFirst("code").text()).isEqualTo("x_Y-9");
        assertThat(html.text()).contains("VERIFIER is the code verifier whose codeChallenge you sent for it");
        assertThat(html.selectFirst("pre").wholeText())
                .startsWith("curl -s \"http://localhost:7080/v1/connections/c-1/authorizations/a-1/completion\"")
                .contains("{\"code\": \"x_Y-9\", \"codeVerifier\": \"'\"$VERIFIER\"'\"}");
    }

    @Test
    void aReturnWithoutACodeHasNoCommand() {
        var html = Jsoup.parse(show("?connection=c-1&authorization=a-1&status=denied"));

        assertThat(html.text()).contains("Status denied");
        assertThat(html.select("pre")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "connection, c-1&authorization=a-1&code=%27%3Brm%20x",
        "connection, $(x)&authorization=a-1&code=y",
        "status, <script>x</script>"
    })
    void whatIsNoIdNeverReachesACommandOrTheMarkup(String parameter, String value) {
        var html = show("?" + parameter + "="
                + value.replace("<", "%3C").replace(">", "%3E").replace("$(x)", "%24%28x%29"));

        assertThat(html).doesNotContain("<pre>").doesNotContain("<script>");
    }

    private String show(String query) {
        return page.html(Return.of(URI.create("http://127.0.0.1:7099/" + query)));
    }
}
