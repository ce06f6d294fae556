package io.latchkey.verifier.notice;

import static java.time.Duration.ofDays;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.latchkey.verifier.grant.Grant;
import io.latchkey.verifier.grant.Grants;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class NoticesTest {
    private static final Notices NOTICES = new Notices(List.of(ofDays(2), ofDays(14), ofDays(7), ofSeconds(30)));

    static Stream<Arguments> leadsOfALife() {
        return Stream.of(
                Arguments.of(ofDays(90), List.of(ofDays(14), ofDays(7), ofDays(2), ofSeconds(30))),
                Arguments.of(ofDays(42), List.of(ofDays(14), ofDays(7), ofDays(2), ofSeconds(30))),
                Arguments.of(ofDays(42).minusNanos(1000), List.of(ofDays(7), ofDays(2), ofSeconds(30))),
                Arguments.of(ofDays(6), List.of(ofDays(2), ofSeconds(30))),
                Arguments.of(ofSeconds(120), List.of(ofSeconds(30))),
                Arguments.of(ofSeconds(89), List.of()),
                Arguments.of(null, List.of()));
    }

    @ParameterizedTest
    @MethodSource("leadsOfALife")
    void aLeadLongerThanAThirdOfTheLifeIsSkipped(@Nullable Duration life, List<Duration> leads) {
        assertThat(NOTICES.planned(Grants.lasting(life)))
                .extracting(Notice::lead)
                .containsExactlyElementsOf(leads);
    }

    static Stream<Arguments> moments() {
        return Stream.of(
                Arguments.of("before the first", ofDays(15), null, null),
                Arguments.of("just due", ofDays(14), null, ofDays(14)),
                Arguments.of("told already", ofDays(14), ofDays(14), null),
                Arguments.of("the next one", ofDays(7), ofDays(14), ofDays(7)),
                Arguments.of("of several passed the shortest", ofDays(1), null, ofDays(2)),
                Arguments.of("a longer one never follows", ofDays(7), ofDays(2), null),
                Arguments.of("the last", ofSeconds(30), ofDays(2), ofSeconds(30)),
                Arguments.of("none is left", ofSeconds(1), ofSeconds(30), null));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moments")
    void eachIsToldOnceAndTheShortestStandsForThoseThatPassed(
            String moment, Duration beforeTheEnd, @Nullable Duration sent, @Nullable Duration expected) {
        var grant = Grants.lasting(ofDays(90));

        var due = NOTICES.due(grant, sent, grant.expiresAt().minus(beforeTheEnd));

        assertThat(due.map(Notice::lead).orElse(null)).isEqualTo(expected);
    }

    @Test
    void theNextOneFallsDueAtItsLead() {
        var grant = Grants.lasting(ofDays(90));

        assertThat(NOTICES.nextDue(grant, null)).contains(grant.expiresAt().minus(ofDays(14)));
        assertThat(NOTICES.nextDue(grant, ofDays(7))).contains(grant.expiresAt().minus(ofDays(2)));
        assertThat(NOTICES.nextDue(grant, ofSeconds(30))).isEmpty();
    }

    @Test
    void whereTheBeginningIsNotKnownEveryLeadCounts() {
        var grant = new Grant(Grants.CONNECTION, "acme", "northwind", 1, null, Instant.parse("2026-01-02T00:00:00Z"));

        assertThat(NOTICES.planned(grant)).hasSize(4);
    }

    @Test
    void aLeadMustBePositive() {
        assertThatThrownBy(() -> new Notices(List.of(ofDays(1), Duration.ZERO)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("lead");
    }
}
