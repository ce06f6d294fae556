package io.latchkey.edge.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.edge.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ETagsTest {
    @Test
    void noPreconditionAlwaysPasses() {
        assertThatCode(() -> ETags.requireMatch(null, 3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "*", "\"1\", \"3\"", " \"3\" "})
    void thePresentRevisionPasses(String header) {
        assertThatCode(() -> ETags.requireMatch(header, 3)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '~',
            value = {"\"2\", 412", "W/\"3\", 412", "3, 400", "rubbish, 400", "\"3, 400"})
    void anythingElseIsRefused(String header, int status) {
        var problem = catchThrowableOfType(Problem.class, () -> ETags.requireMatch(header, 3));
        assertThat(problem.getStatusCode()).isEqualTo(status);
        assertThat(problem.getParameters()).containsEntry("field", "If-Match").containsKey("remedy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"3\"", "W/\"3\"", "\"2\", W/\"3\"", "*"})
    void aTagThatTheCallerKnowsIsFound(String header) {
        assertThat(ETags.isKnown(header, "W/\"3\"")).isTrue();
        assertThat(ETags.isKnown(header, "\"3\"")).isTrue();
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "3", "\"2\"", "\"W/3\"", "\"3"})
    void otherTagsAreUnknown(String header) {
        assertThat(ETags.isKnown(header, "W/\"3\"")).isFalse();
    }

    @Test
    void aWeakTagIsExplained() {
        var problem = catchThrowableOfType(Problem.class, () -> ETags.requireMatch("W/\"3\"", 3));
        assertThat(problem.getDetail()).contains("weak");
        assertThat(problem.getParameters().get("remedy").toString()).contains("as you received it", "without W/");
    }
}
