package io.latchkey.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.verifier.grant.Grants;
import io.latchkey.verifier.schedule.Views;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.DomainException;
import io.latchkey.work.failure.Explanation;
import io.latchkey.work.failure.Invalid;
import io.latchkey.work.failure.NotFound;
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
                Arguments.of(null, Invalid.class, "body"),
                Arguments.of(new CheckRequest(null, 1), Invalid.class, "connection"),
                Arguments.of(request(null, "acme", ConnectionState.ACTIVE, 1, 1), Invalid.class, "connection.id"),
                Arguments.of(request(ID, null, ConnectionState.ACTIVE, 1, 1), Invalid.class, "connection.tenant"),
                Arguments.of(request(ID, "../acme", ConnectionState.ACTIVE, 1, 1), Invalid.class, "connection.tenant"),
                Arguments.of(request(ID, "acme", null, 1, 1), Invalid.class, "connection.state"),
                Arguments.of(request(ID, "acme", ConnectionState.ACTIVE, 1, 0), Invalid.class, "sequence"),
                Arguments.of(request(ID, "acme", ConnectionState.DELETED, 1, 1), NotFound.class, null),
                Arguments.of(request(ID, "acme", ConnectionState.PENDING, 0, 1), Conflict.class, null));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void refusesWhatCannotBeChecked(
            @Nullable CheckRequest request, Class<? extends DomainException> kind, @Nullable String field) {
        var refusal = catchThrowableOfType(kind, () -> Checkable.require(request));

        assertThat(refusal.explanation().members().get(Explanation.FIELD)).isEqualTo(field);
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
