package io.latchkey.edge.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.edge.problem.Problem;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageTest {
    private static final Cursor PLACE = new Cursor(Instant.parse("2026-01-02T03:04:05.678901Z"), new UUID(1, 2));

    @Test
    void aCursorSurvivesItsEncoding() {
        assertThat(Cursor.decode(PLACE.encode())).isEqualTo(PLACE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rubbish", "AAAA", "%%%"})
    void aCursorOfSomebodyElsesMakingIsRefused(String cursor) {
        var problem = catchThrowableOfType(Problem.class, () -> Cursor.decode(cursor));
        assertThat(problem.getParameters()).containsEntry("field", "cursor");
    }

    @Test
    void aCursorOutsideWhatADatabaseCanCompareIsRefused() {
        for (var time : List.of(Instant.MIN, Instant.MAX, Instant.parse("+10000-01-01T00:00:00Z"))) {
            var problem =
                    catchThrowableOfType(Problem.class, () -> Cursor.decode(new Cursor(time, PLACE.id()).encode()));
            assertThat(problem.getParameters()).containsEntry("field", "cursor");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "101", "-1", "ten", "", "1e1"})
    void aLimitOutside1To100IsRefused(String limit) {
        var problem = catchThrowableOfType(Problem.class, () -> PageRequest.of(limit, null));
        assertThat(problem.getParameters()).containsEntry("field", "limit");
    }

    @Test
    void theRowOverTheLimitMakesANextPage() {
        var page = Page.of(new PageRequest(2, null), List.of("a", "b", "c"), Function.identity(), row -> PLACE);
        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), PLACE.encode()));
    }

    @Test
    void theLastPageHasNoNext() {
        var page = Page.of(new PageRequest(2, null), List.of("a", "b"), Function.identity(), row -> PLACE);
        assertThat(page).isEqualTo(new Page<>(List.of("a", "b"), null));
    }
}
