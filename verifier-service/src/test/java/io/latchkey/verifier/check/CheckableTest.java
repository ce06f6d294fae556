package io.latchkey.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.edge.problem.Problem;
import io.latchkey.verifier.grant.Grants;
import io.latchkey.verifier.schedule.Views;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckableTest {
    private static final UUID ID = Grants.CONNECTION;

    static Stream<Arguments> refusals() {
        return Stream.of(
                Arguments.of(null, 400, "body"),
                Arguments.of(new CheckRequest(null, 1), 400, "connection"),
                Arguments.of(request(null, "acme", ConnectionState.ACTIVE, 1, 1), 400, "connection.id"),
                Arguments.of(request(ID, null, ConnectionState.ACTIVE, 1, 1), 400, "connection.tenant"),
                Arguments.of(request(ID, "../acme", ConnectionState.ACTIVE, 1, 1), 400, "connection.tenant"),
                Arguments.of(request(ID, "acme", null, 1, 1), 400, "connection.state"),
                Arguments.of(request(ID, "acme", ConnectionState.ACTIVE, 1, 0), 400, "sequence"),
                Arguments.of(request(ID, "acme", ConnectionState.DELETED, 1, 1), 404, null),
                Arguments.of(request(ID, "acme", ConnectionState.PENDING, 0, 1), 409, null));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatCannotBeChecked(@Nullable CheckRequest request, int status, @Nullable String field) {
        var problem = catchThrowableOfType(Problem.class, () -> Checkable.require(request));

        assertThat(problem.getStatusCode()).isEqualTo(status);
        assertThat(problem.getParameters().get("field")).isEqualTo(field);
    }

    @Test
    void takesAConnectionThatNeedsAPerson() {
        var request = request(ID, "acme", ConnectionState.REAUTHORIZATION_REQUIRED, 1, 3);

        assertThat(Checkable.require(request)).isSameAs(request);
    }

    private static CheckRequest request(
            @Nullable UUID id,
            @Nullable String tenant,
            @Nullable ConnectionState state,
            int generation,
            long sequence) {
        ConnectionView view = Views.view(id, tenant, state, generation, Grants.BEGAN, null);
        return new CheckRequest(view, sequence);
    }
}
