package io.latchkey.broker.consent.callback;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;

class AnswerTest {
    @Test
    void aParameterThatComesTwiceIsTakenForAbsent() {
        var query = new MultivaluedHashMap<String, String>();
        query.add("state", "one");
        query.add("code", "one");
        query.add("code", "two");

        var answer = Answer.of("northwind", query);

        assertThat(answer.state()).isEqualTo("one");
        assertThat(answer.code()).isNull();
    }

    @Test
    void itsCodeIsNeverPrinted() {
        var answer = new Answer("northwind", "the-state", "the-code", null, null);

        assertThat(answer.toString()).doesNotContain("the-code", "the-state");
    }
}
