package io.latchkey.edge.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.edge.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TextsTest {
    @ParameterizedTest
    @ValueSource(strings = {"Sales CRM", "Ünïcode ✓", "家族 👨‍👩‍👧", "a"})
    void whatPeopleWriteIsKept(String name) {
        assertThat(Texts.requireName("name", name, 20)).isEqualTo(name);
    }

    @Test
    void surroundingBlanksGo() {
        assertThat(Texts.requireName("name", "  Sales  ", 20)).isEqualTo("Sales");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\u0000b", "a\nb", "a\u202Eb", "123456789012345678901"})
    void theRestIsRefusedByField(String name) {
        var problem = catchThrowableOfType(Problem.class, () -> Texts.requireName("name", name, 20));
        assertThat(problem.getStatusCode()).isEqualTo(400);
        assertThat(problem.getParameters()).containsEntry("field", "name").containsKey("remedy");
    }
}
