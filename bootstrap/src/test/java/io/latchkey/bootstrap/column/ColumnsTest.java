package io.latchkey.bootstrap.column;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import org.junit.jupiter.api.Test;

class ColumnsTest {
    private static final String NEWER = "OF_A_NEWER_RELEASE";

    @Test
    void whatIsStoredIsReadAgain() {
        var reasons = new ReasonColumn();
        var outcomes = new OutcomeColumn();

        assertThat(Reason.values()).allSatisfy(reason -> assertThat(reasons.convertToEntityAttribute(reason.name()))
                .isEqualTo(reason));
        assertThat(Outcome.values()).allSatisfy(outcome -> assertThat(
                        outcomes.convertToEntityAttribute(outcomes.convertToDatabaseColumn(outcome)))
                .isEqualTo(outcome));
        assertThat(reasons.convertToDatabaseColumn(null)).isNull();
        assertThat(outcomes.convertToEntityAttribute(null)).isNull();
    }

    @Test
    void aNameOfANewerReleaseIsUnknown() {
        assertThat(new ReasonColumn().convertToEntityAttribute(NEWER)).isEqualTo(Reason.UNKNOWN);
        assertThat(new OutcomeColumn().convertToEntityAttribute(NEWER)).isEqualTo(Outcome.UNKNOWN);
    }
}
