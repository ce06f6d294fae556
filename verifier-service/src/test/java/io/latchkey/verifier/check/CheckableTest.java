package io.latchkey.verifier.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contracts.check.CheckRequest;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.ConnectionView;
import io.latchkey.verifier.grant.Grants;
import io.latchkey.verifier.schedule.Views;
import io.latchkey.work.failure.Conflict;
import io.latchkey.work.failure.NotFound;
import jakarta.validation.Validation;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class CheckableTest {
    private static final UUID ID = Grants.CONNECTION;

    static Stream<Arguments> incomplete() {
        return Stream.of(
                Arguments.of(new CheckRequest(null, 1), "connection"),
                Arguments.of(request(null, "acme", ConnectionState.ACTIVE, 1, 1), "connection.id"),
                Arguments.of(request(ID, null, ConnectionState.ACTIVE, 1, 1), "connection.tenant"),
                Arguments.of(request(ID, "../acme", ConnectionState.ACTIVE, 1, 1), "connection.tenant"),
                Arguments.of(request(ID, "acme", null, 1, 1), "connection.state"),
                Arguments.of(request(ID, "acme", ConnectionState.ACTIVE, 1, 0), "sequence"));
    }

    @ParameterizedTest
    @MethodSource("incomplete")
    void refusesAnIncompleteRequestByItsField(CheckRequest request, String field) {
        try (var validation = Validation.buildDefaultValidatorFactory()) {
            assertThat(validation.getValidator().validate(request))
                    .extracting(violation -> violation.getPropertyPath().toString())
                    .containsExactly(field);
        }
    }

    @Test
    void refusesADeletedConnectionAsUnknown() {
        var request = request(ID, "acme", ConnectionState.DELETED, 1, 1);

        assertThatThrownBy(() -> Checkable.require(request)).isInstanceOf(NotFound.class);
    }

    @Test
    void refusesAConnectionThatHasNotBeenAuthorized() {
        var request = request(ID, "acme", ConnectionState.PENDING, 0, 1);

        assertThatThrownBy(() -> Checkable.require(request)).isInstanceOf(Conflict.class);
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
