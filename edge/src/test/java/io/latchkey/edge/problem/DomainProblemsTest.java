package io.latchkey.edge.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Forbidden;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
import io.latchkey.work.failure.TooManyRequests;
import io.latchkey.work.failure.Unavailable;
import io.latchkey.work.failure.Unprocessable;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class DomainProblemsTest {
    private static final Duration SOON = Duration.ofMillis(1500);

    static Stream<Arguments> everyKind() {
        return Stream.of(
                Arguments.of(
                        new Invalid("name", "It is long.", "Shorten it."),
                        Problem.invalid("name", "It is long.", "Shorten it.")),
                Arguments.of(
                        new Invalid("invalid-code", "Invalid code", "code", "It is another's.", "Send yours."),
                        Problem.of(400, "invalid-code", "Invalid code")
                                .field("code")
                                .detail("It is another's.")
                                .remedy("Send yours.")),
                Arguments.of(
                        new Forbidden("not-yours", "It is another's.", "Ask."),
                        Problem.of(403, "not-yours", "Forbidden")
                                .detail("It is another's.")
                                .remedy("Ask.")),
                Arguments.of(
                        new NotFound("thing"),
                        Problem.of(404, "not-found", "Not found")
                                .detail("There is no such thing.")
                                .remedy("Check the id, and the tenant that the request acts for.")),
                Arguments.of(
                        new NotFound("thing", "Make one."),
                        Problem.of(404, "not-found", "Not found")
                                .detail("There is no such thing.")
                                .remedy("Make one.")),
                Arguments.of(
                        new Conflict("pending", "Not yet.", "Wait.").with("reason", "why"),
                        Problem.conflict("pending", "Not yet.", "Wait.").with("reason", "why")),
                Arguments.of(
                        new Unprocessable("key-reused", "Key reused", "Key", "Used.", "Use another."),
                        Problem.of(422, "key-reused", "Key reused")
                                .field("Key")
                                .detail("Used.")
                                .remedy("Use another.")),
                Arguments.of(
                        new TooManyRequests("too-soon", "Too soon.", "Wait.", SOON).with("reason", "why"),
                        Problem.of(429, "too-soon", "Too many requests")
                                .detail("Too soon.")
                                .remedy("Wait.")
                                .retryAfter(SOON)
                                .with("reason", "why")),
                Arguments.of(
                        new Unavailable("vault", SOON).with("cause", "sealed"),
                        Problem.unavailable("vault", SOON).with("cause", "sealed")),
                Arguments.of(
                        new Unavailable("busy", "Another works on it.", SOON),
                        Problem.of(503, "busy", "Service unavailable")
                                .detail("Another works on it.")
                                .remedy("Try again after the time in the header Retry-After.")
                                .retryAfter(SOON)));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void eachKindHasItsStatusAndSaysAllThatItKnows(DomainException failure, Problem expected) {
        var problem = DomainProblems.from(failure);

        assertThat(problem.getStatusCode()).isEqualTo(expected.getStatusCode());
        assertThat(problem.getType()).isEqualTo(expected.getType());
        assertThat(problem.getTitle()).isEqualTo(expected.getTitle());
        assertThat(problem.getDetail()).isEqualTo(expected.getDetail());
        assertThat(List.copyOf(problem.getParameters().entrySet()))
                .isEqualTo(List.copyOf(expected.getParameters().entrySet()));
        assertThat(problem.getHeaders()).isEqualTo(expected.getHeaders());
    }

    @Test
    void noKindIsForgotten() {
        assertThat(everyKind().<Class<?>>map(kind -> kind.get()[0].getClass()))
                .containsAll(List.of(DomainException.class.getPermittedSubclasses()));
    }
}
