package io.latchkey.verifier.check;

import static java.time.Duration.ofDays;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.probe.ProbeResult;
import io.latchkey.verifier.check.rule.CheckRules;
import io.latchkey.verifier.check.rule.Finding;
import io.latchkey.verifier.check.rule.Snapshot;
import io.latchkey.verifier.grant.Grants;
import io.latchkey.verifier.probe.Answer;
import io.latchkey.verifier.probe.Answer.NoCredential;
import io.latchkey.verifier.probe.Answer.Probed;
import io.latchkey.verifier.probe.Answer.Unreachable;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;
import org.junit.jupiter.params.provider.MethodSource;

class CheckRulesTest {
    private static final Instant DURING = Grants.BEGAN.plus(ofDays(1));
    private static final Instant AFTER = Grants.BEGAN.plus(ofDays(91));
    private static final UUID FACT = new UUID(7, 7);

    static Stream<Arguments> looks() {
        return Stream.of(
                Arguments.of(probe(Outcome.OK, null, null), DURING, Finding.of(Outcome.OK, null)),
                Arguments.of(
                        probe(Outcome.PERMANENT, Reason.REVOKED, "http_401"),
                        DURING,
                        Finding.permanent(Reason.REVOKED, "http_401")),
                Arguments.of(probe(Outcome.PERMANENT, null, null), DURING, Finding.permanent(Reason.REFUSED, null)),
                Arguments.of(
                        probe(Outcome.TRANSIENT, null, "http_503"), DURING, Finding.of(Outcome.TRANSIENT, "http_503")),
                Arguments.of(
                        probe(Outcome.THROTTLED, null, "http_429"), DURING, Finding.of(Outcome.THROTTLED, "http_429")),
                Arguments.of(
                        probe(Outcome.INSUFFICIENT, null, "insufficient_scope"),
                        DURING,
                        Finding.of(Outcome.INSUFFICIENT, "insufficient_scope")),
                Arguments.of(probe(Outcome.LIMITED, null, "http_402"), DURING, Finding.of(Outcome.LIMITED, "http_402")),
                Arguments.of(
                        probe(Outcome.OPERATOR_FAULT, null, "invalid_client"),
                        DURING,
                        Finding.of(Outcome.OPERATOR_FAULT, "invalid_client")),
                Arguments.of(probe(Outcome.UNKNOWN, null, "http_418"), DURING, Finding.of(Outcome.UNKNOWN, "http_418")),
                Arguments.of(probe(null, null, "no_outcome"), DURING, Finding.of(Outcome.UNKNOWN, "no_outcome")),
                Arguments.of(
                        new Unreachable("broker_timeout"), DURING, Finding.of(Outcome.TRANSIENT, "broker_timeout")),
                Arguments.of(new NoCredential(), DURING, Finding.of(Outcome.UNKNOWN, "no_credential")),
                Arguments.of(
                        new Unreachable("broker_timeout"), AFTER, Finding.permanent(Reason.EXPIRED, "past_its_end")));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void theFirstFindingDecides(Answer answer, Instant now, Finding expected) {
        assertThat(CheckRules.judge(new Snapshot(Grants.lasting(ofDays(90)), answer, false, now)))
                .isEqualTo(expected);
    }

    @Test
    void aRefusedTokenIsASuspicionUntilItIsConfirmed() {
        var refused = probe(Outcome.SUSPECT, null, "http_401");
        var grant = Grants.lasting(ofDays(90));

        assertThat(CheckRules.judge(new Snapshot(grant, refused, false, DURING)))
                .isEqualTo(Finding.of(Outcome.SUSPECT, "http_401"));
        assertThat(CheckRules.judge(new Snapshot(grant, refused, true, DURING)))
                .isEqualTo(Finding.permanent(Reason.REFUSED, "http_401"));
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void aGrantPastItsEndIsExpiredWhateverTheProviderSays(Outcome outcome) {
        var snapshot = new Snapshot(Grants.lasting(ofDays(90)), probe(outcome, null, null), false, AFTER);

        assertThat(CheckRules.judge(snapshot).reason()).isEqualTo(Reason.EXPIRED);
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void aVerdictNamesTheEndThatItRestsOnAndNoOther(Outcome outcome) {
        var grant = Grants.lasting(ofDays(90));
        var past = new Snapshot(grant, probe(outcome, null, null), false, AFTER);
        var during = new Snapshot(grant, probe(outcome, null, null), false, DURING);

        assertThat(Verdict.of(FACT, past, CheckRules.judge(past)).fact().expiresAt())
                .isEqualTo(grant.expiresAt());
        assertThat(Verdict.of(FACT, during, CheckRules.judge(during)).fact().expiresAt())
                .isNull();
    }

    @Test
    void theEndOfAnOlderGenerationIsNoEnd() {
        var newer = new Probed(
                new ProbeResult(Grants.CONNECTION, 2, 4, AFTER, Outcome.OK, null, null, 200, 12L, null, null));

        assertThat(CheckRules.judge(new Snapshot(Grants.lasting(ofDays(90)), newer, false, AFTER)))
                .isEqualTo(Finding.of(Outcome.OK, null));
    }

    @Test
    void anEndThatTheProviderHasMovedHasNotPassed() {
        assertThat(CheckRules.judge(reporting(AFTER.plusSeconds(1)))).isEqualTo(Finding.of(Outcome.OK, null));
        assertThat(CheckRules.judge(reporting(AFTER)).reason()).isEqualTo(Reason.EXPIRED);
    }

    /** A check after the known end, in which the provider reports {@code end}. */
    private static Snapshot reporting(Instant end) {
        var answer = new Probed(
                new ProbeResult(Grants.CONNECTION, 1, 4, AFTER, Outcome.OK, null, null, 200, 12L, end, null));
        return new Snapshot(Grants.lasting(ofDays(90)), answer, false, AFTER);
    }

    @ParameterizedTest
    @EnumSource(value = Outcome.class, mode = Mode.EXCLUDE, names = "PERMANENT")
    void aReasonIsForPermanentFindingsOnly(Outcome outcome) {
        assertThatThrownBy(() -> new Finding(outcome, Reason.REFUSED, null))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Finding(Outcome.PERMANENT, null, null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aVerdictOnAProbeIsFencedByWhatWasProbed() {
        var answer = new Probed(new ProbeResult(
                Grants.CONNECTION, 2, 4, AFTER.minusSeconds(1), Outcome.OK, null, null, 200, 12L, null, null));
        var snapshot = new Snapshot(Grants.lasting(ofDays(90)), answer, false, AFTER);

        var verdict = Verdict.of(FACT, snapshot, CheckRules.judge(snapshot));

        assertThat(verdict.isSeen()).isTrue();
        assertThat(verdict.fact().factId()).isEqualTo(FACT);
        assertThat(verdict.fact().generation()).isEqualTo(2);
        assertThat(verdict.fact().credentialVersion()).isEqualTo(4);
        assertThat(verdict.fact().observedAt()).isEqualTo(AFTER.minusSeconds(1));
        assertThat(verdict.fact().httpStatus()).isEqualTo(200);
        assertThat(verdict.fact().latencyMillis()).isEqualTo(12);
    }

    @Test
    void aVerdictWithoutAProbeIsNoFactOfTheConnection() {
        var snapshot = new Snapshot(Grants.lasting(null), new Unreachable("broker_unreachable"), false, DURING);

        var verdict = Verdict.of(FACT, snapshot, CheckRules.judge(snapshot));

        assertThat(verdict.isSeen()).isFalse();
        assertThat(verdict.fact().observedAt()).isEqualTo(DURING);
        assertThat(verdict.fact().httpStatus()).isNull();
    }

    private static Probed probe(@Nullable Outcome outcome, @Nullable Reason reason, @Nullable String detail) {
        return new Probed(
                new ProbeResult(Grants.CONNECTION, 1, 3, DURING, outcome, reason, detail, null, null, null, null));
    }
}
