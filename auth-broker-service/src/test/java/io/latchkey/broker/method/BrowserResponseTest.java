package io.latchkey.broker.method;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.Secret;
import jakarta.ws.rs.core.MultivaluedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class BrowserResponseTest {
    @Test
    void aParameterThatComesTwiceIsTakenForAbsent() {
        var query = new MultivaluedHashMap<String, String>();
        query.add("state", "one");
        query.add("code", "one");
        query.add("code", "two");

        var response = BrowserResponse.of(query);

        assertThat(response.text("state")).contains("one");
        assertThat(response.text("code")).isEmpty();
    }

    @Test
    void noValueIsEverPrinted() {
        assertThat(response("code", "the-code").toString()).doesNotContain("the-code");
    }

    @Test
    void differentResponsesAreNeverTakenForTheSame() {
        var one = new BrowserResponse(Map.of("code", Secret.of("a1:b"), "iss", Secret.of("c")));
        var other = new BrowserResponse(Map.of("code", Secret.of("a"), "iss", Secret.of("b1:c")));

        assertThat(one.canonical()).isNotEqualTo(other.canonical());
        assertThat(response("code", "a").canonical())
                .isEqualTo(response("code", "a").canonical());
    }

    private static BrowserResponse response(String name, String value) {
        return new BrowserResponse(Map.of(name, Secret.of(value)));
    }
}
