package io.latchkey.catalog.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.latchkey.catalog.request.Assertion.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AssertionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // body         | equals 1 | not 1 | present | absent | non-empty | number
                "{}             | false | true  | false | true  | false | false",
                "{'a':null}     | false | true  | false | true  | false | false",
                "{'a':1}        | true  | false | true  | false | true  | true",
                "{'a':'1'}      | true  | false | true  | false | true  | false",
                "{'a':' '}      | false | true  | true  | false | false | false",
                "{'a':[]}       | false | true  | true  | false | false | false",
                "{'a':{'b':1}}  | false | true  | true  | false | true  | false",
                "{'a':false}    | false | true  | true  | false | true  | false",
            },
            quoteCharacter = '~')
    void eachConditionHoldsForItsValues(
            String body, boolean equal, boolean not, boolean present, boolean absent, boolean nonEmpty, boolean number)
            throws JsonProcessingException {
        var value = new ObjectMapper().readTree(body.replace('\'', '"')).at("/a");

        assertThat(Assertion.equal("/a", "1").holds(value)).isEqualTo(equal);
        assertThat(new Assertion("/a", null, "1", null).holds(value)).isEqualTo(not);
        assertThat(new Assertion("/a", null, null, Kind.PRESENT).holds(value)).isEqualTo(present);
        assertThat(new Assertion("/a", null, null, Kind.ABSENT).holds(value)).isEqualTo(absent);
        assertThat(new Assertion("/a", null, null, Kind.NON_EMPTY).holds(value)).isEqualTo(nonEmpty);
        assertThat(new Assertion("/a", null, null, Kind.NUMBER).holds(value)).isEqualTo(number);
    }

    @Test
    void thePointerCanReferToTheWholeBody() throws JsonProcessingException {
        var nonEmpty = new Assertion("", null, null, Kind.NON_EMPTY);

        assertThat(nonEmpty.holds(new ObjectMapper().readTree("[{}]").at(nonEmpty.pointer())))
                .isTrue();
        assertThat(nonEmpty.holds(new ObjectMapper().readTree("[]").at(nonEmpty.pointer())))
                .isFalse();
        assertThatThrownBy(() -> new Assertion(null, null, null, Kind.PRESENT)).hasMessageContaining("is missing");
        assertThatThrownBy(() -> new Assertion("a", null, null, Kind.PRESENT))
                .hasMessageContaining("must be a JSON pointer such as /id");
    }

    @Test
    void exactlyOneConditionIsSet() {
        assertThatThrownBy(() -> new Assertion("/a", null, null, null)).hasMessageContaining("exactly one");
        assertThatThrownBy(() -> new Assertion("/a", "1", "2", null)).hasMessageContaining("exactly one");
    }
}
