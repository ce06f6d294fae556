package io.latchkey.connection.lifecycle;

import static io.latchkey.connection.lifecycle.Samples.CHECKED_AT;
import static io.latchkey.connection.lifecycle.Samples.END;
import static io.latchkey.connection.lifecycle.Samples.FEWER;
import static io.latchkey.connection.lifecycle.Samples.GENERATION;
import static io.latchkey.connection.lifecycle.Samples.PERMISSIONS;
import static io.latchkey.connection.lifecycle.Samples.VERSION;
import static io.latchkey.connection.lifecycle.Samples.authorized;
import static io.latchkey.connection.lifecycle.Samples.check;
import static io.latchkey.connection.lifecycle.Samples.inDoubt;
import static io.latchkey.connection.lifecycle.Samples.refreshed;
import static io.latchkey.connection.lifecycle.Samples.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.latchkey.contracts.check.CheckFact;
import io.latchkey.contracts.connection.Account;
import io.latchkey.contracts.connection.ConnectionEvent.Notice;
import io.latchkey.contracts.connection.ConnectionEventType;
import io.latchkey.contracts.connection.ConnectionState;
import io.latchkey.contracts.connection.Outcome;
import io.latchkey.contracts.connection.Reason;
import io.latchkey.contracts.credential.CredentialFact;
import io.latchkey.contracts.credential.CredentialFact.CredentialAuthorized;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class LifeCycleTest {
    /**
     * What each fact, older than, equal to or newer than what is known, makes of each status. A cell is an effect
     * that changes nothing, or the state afterwards ({@code =}: as before; {@code REQUIRED} is short for {@code
     * REAUTHORIZATION_REQUIRED}) and the events.
     */
    private static final String TABLE = """
            fact                        | pending           | active                           | expiring                         | expired                         | refused                              | deleted     | destroyed
            authorized old-generation   | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            authorized same             | duplicate         | duplicate                        | duplicate                        | duplicate                       | duplicate                            | outdated    | outdated
            authorized new-generation   | ACTIVE authorized | = reauthorized                   | ACTIVE reauthorized              | ACTIVE reauthorized             | ACTIVE reauthorized                  | outdated    | outdated
            refreshed old-generation    | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            refreshed old-version       | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            refreshed same              | premature         | duplicate                        | duplicate                        | duplicate                       | duplicate                            | outdated    | outdated
            refreshed new-version       | premature         | = -                              | = -                              | = -                             | ACTIVE recovered                     | outdated    | outdated
            refreshed fewer-permissions | premature         | = permissions-changed            | = permissions-changed            | = permissions-changed           | ACTIVE recovered,permissions-changed | outdated    | outdated
            refreshed later-end         | premature         | = expiry-changed                 | ACTIVE expiry-changed            | ACTIVE recovered,expiry-changed | ACTIVE recovered,expiry-changed      | outdated    | outdated
            refreshed no-end            | premature         | = expiry-changed                 | ACTIVE expiry-changed            | ACTIVE recovered,expiry-changed | ACTIVE recovered,expiry-changed      | outdated    | outdated
            refreshed sooner-end        | premature         | = expiry-changed                 | = expiry-changed                 | = expiry-changed                | ACTIVE recovered,expiry-changed      | outdated    | outdated
            refreshed new-generation    | premature         | premature                        | premature                        | premature                       | premature                            | outdated    | outdated
            refused old-generation      | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            refused old-version         | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            refused old-time            | premature         | REQUIRED required                | REQUIRED required                | = required                      | duplicate                            | outdated    | outdated
            refused same                | premature         | REQUIRED required                | REQUIRED required                | = required                      | duplicate                            | outdated    | outdated
            refused new-version         | premature         | REQUIRED required                | REQUIRED required                | = required                      | = -                                  | outdated    | outdated
            refused new-generation      | premature         | premature                        | premature                        | premature                       | premature                            | outdated    | outdated
            in-doubt old-generation     | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            in-doubt old-version        | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            in-doubt same               | premature         | = health-changed                 | = health-changed                 | = health-changed                | = health-changed                     | outdated    | outdated
            in-doubt new-version        | premature         | = health-changed                 | = health-changed                 | = health-changed                | = health-changed                     | outdated    | outdated
            in-doubt new-generation     | premature         | premature                        | premature                        | premature                       | premature                            | outdated    | outdated
            ok old-generation           | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            ok old-version              | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            ok old-time                 | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            ok same                     | premature         | = -                              | = -                              | = -                             | = -                                  | outdated    | outdated
            ok new-version              | premature         | = -                              | = -                              | = -                             | = -                                  | outdated    | outdated
            ok no-version               | premature         | = -                              | = -                              | = -                             | = -                                  | outdated    | outdated
            ok new-generation           | premature         | premature                        | premature                        | premature                       | premature                            | outdated    | outdated
            transient old-time          | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            transient same              | premature         | = health-changed                 | = health-changed                 | = health-changed                | = health-changed                     | outdated    | outdated
            transient no-version        | premature         | = health-changed                 | = health-changed                 | = health-changed                | = health-changed                     | outdated    | outdated
            suspect old-time            | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            suspect same                | premature         | = health-changed                 | = health-changed                 | = health-changed                | = health-changed                     | outdated    | outdated
            suspect new-version         | premature         | = health-changed                 | = health-changed                 | = health-changed                | = health-changed                     | outdated    | outdated
            permanent old-generation    | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            permanent old-version       | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            permanent old-time          | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            permanent same              | premature         | REQUIRED required,health-changed | REQUIRED required,health-changed | = required,health-changed       | = health-changed                     | outdated    | outdated
            permanent new-version       | premature         | REQUIRED required,health-changed | REQUIRED required,health-changed | = required,health-changed       | = health-changed                     | outdated    | outdated
            permanent new-generation    | premature         | premature                        | premature                        | premature                       | premature                            | outdated    | outdated
            notice old-generation       | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            notice other-end            | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            notice same                 | premature         | EXPIRING expiring                | = notice                         | outdated                        | = -                                  | outdated    | outdated
            notice new-generation       | premature         | premature                        | premature                        | premature                       | premature                            | outdated    | outdated
            end old-generation          | outdated          | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            end other-end               | premature         | outdated                         | outdated                         | outdated                        | outdated                             | outdated    | outdated
            end same                    | premature         | REQUIRED required                | REQUIRED required                | duplicate                       | = -                                  | outdated    | outdated
            end new-generation          | premature         | premature                        | premature                        | premature                       | premature                            | outdated    | outdated
            forgotten same              | = -               | = -                              | = -                              | = -                             | = -                                  | = -         | = -
            destroyed same              | premature         | premature                        | premature                        | premature                       | premature                            | = destroyed | duplicate
            delete same                 | DELETED deleted   | DELETED deleted                  | DELETED deleted                  | DELETED deleted                 | DELETED deleted                      | duplicate   | duplicate
            """;

    @TestFactory
    Stream<DynamicTest> eachFactMovesEachStatusAsTheTableSays() {
        var lines = TABLE.lines().map(line -> line.split("\\s*\\|\\s*")).toList();
        var statuses = Arrays.asList(lines.get(0)).subList(1, lines.get(0).length);
        return lines.stream().skip(1).flatMap(line -> Stream.iterate(0, i -> i < statuses.size(), i -> i + 1)
                .map(i -> {
                    var status = Samples.STATUSES.get(statuses.get(i));
                    return dynamicTest(statuses.get(i) + " when " + line[0], () -> assertThat(
                                    describe(status, apply(line[0], status)))
                            .isEqualTo(line[i + 1]));
                }));
    }

    @Test
    void theTableKnowsEveryStateEveryKindOfFactAndEveryEvent() {
        assertThat(Samples.STATUSES.values().stream().map(ConnectionStatus::state))
                .contains(ConnectionState.values());
        var kinds = Stream.of(CredentialFact.class, CheckFact.class)
                .flatMap(type -> Arrays.stream(type.getPermittedSubclasses()))
                .map(Class::getSimpleName);
        assertThat(Samples.KINDS).containsAll(kinds.toList());
        assertThat(TABLE.lines().skip(1).map(line -> line.split(" ", 2)[0])).containsAll(MOVES.keySet());
        var published = Arrays.stream(ConnectionEventType.values())
                .filter(type -> type != ConnectionEventType.CREATED && type != ConnectionEventType.RENAMED);
        assertThat(published.map(LifeCycleTest::name))
                .allSatisfy(name -> assertThat(TABLE).contains(name));
    }

    private interface Moving {
        Transition of(ConnectionStatus row, String fence);
    }

    private static final Map<String, Moving> MOVES = new LinkedHashMap<>();

    static {
        MOVES.put("authorized", (row, fence) -> LifeCycle.apply(row, authorized(generation(row, fence))));
        MOVES.put(
                "refreshed",
                (row, fence) -> LifeCycle.apply(
                        row,
                        refreshed(
                                generation(row, fence),
                                version(fence),
                                fence.equals("fewer-permissions") ? FEWER : PERMISSIONS,
                                end(fence))));
        MOVES.put(
                "refused",
                (row, fence) -> LifeCycle.apply(
                        row, refused(generation(row, fence), version(fence), time(fence), Reason.REFUSED)));
        MOVES.put("in-doubt", (row, fence) -> LifeCycle.apply(row, inDoubt(generation(row, fence), version(fence))));
        MOVES.put("ok", (row, fence) -> LifeCycle.apply(row, checkOf(row, fence, Outcome.OK)));
        MOVES.put("transient", (row, fence) -> LifeCycle.apply(row, checkOf(row, fence, Outcome.TRANSIENT)));
        MOVES.put("suspect", (row, fence) -> LifeCycle.apply(row, checkOf(row, fence, Outcome.SUSPECT)));
        MOVES.put("permanent", (row, fence) -> LifeCycle.apply(row, checkOf(row, fence, Outcome.PERMANENT)));
        MOVES.put("notice", (row, fence) -> LifeCycle.apply(row, Samples.notice(generation(row, fence), end(fence))));
        MOVES.put("end", (row, fence) -> LifeCycle.apply(row, Samples.expired(generation(row, fence), end(fence))));
        MOVES.put("forgotten", (row, fence) -> LifeCycle.apply(row, Samples.forgotten()));
        MOVES.put("destroyed", (row, fence) -> LifeCycle.apply(row, Samples.destroyed()));
        MOVES.put("delete", (row, fence) -> LifeCycle.delete(row));
    }

    private static Transition apply(String fact, ConnectionStatus row) {
        var words = fact.split(" ");
        return MOVES.get(words[0]).of(row, words[1]);
    }

    private static CheckFact checkOf(ConnectionStatus row, String fence, Outcome outcome) {
        return check(generation(row, fence), version(fence), time(fence), outcome);
    }

    private static int generation(ConnectionStatus row, String fence) {
        int known = row.grant().generation();
        return switch (fence) {
            case "old-generation" -> known - 1;
            case "new-generation" -> known + 1;
            default -> known;
        };
    }

    private static long version(String fence) {
        return switch (fence) {
            case "old-version" -> VERSION - 1;
            case "same", "old-time" -> VERSION;
            case "no-version" -> 0;
            default -> VERSION + 1;
        };
    }

    private static Instant time(String fence) {
        return fence.equals("old-time") ? CHECKED_AT.minusSeconds(1) : CHECKED_AT;
    }

    private static Instant end(String fence) {
        return switch (fence) {
            case "later-end", "other-end" -> END.plus(Duration.ofDays(1));
            case "sooner-end" -> END.minus(Duration.ofDays(1));
            case "no-end" -> null;
            default -> END;
        };
    }

    private static String describe(ConnectionStatus before, Transition transition) {
        if (transition.effect() != Effect.APPLIED) {
            assertThat(transition.status()).isSameAs(before);
            assertThat(transition.events()).isEmpty();
            return transition.effect().code();
        }
        var events = transition.events().stream().map(LifeCycleTest::name).collect(Collectors.joining(","));
        var state = transition.status().state();
        return (state == before.state() ? "=" : state.name().replace("REAUTHORIZATION_", "")) + " "
                + (events.isEmpty() ? "-" : events);
    }

    private static String name(ConnectionEventType type) {
        return type.name()
                .toLowerCase(Locale.ROOT)
                .replace("reauthorization_", "")
                .replace('_', '-');
    }

    @Test
    void aRefreshThatWasToldAfterTheCheckThatCondemnedItDoesNotRecover() {
        var condemned =
                LifeCycle.apply(Samples.active(), check(GENERATION, VERSION + 1, CHECKED_AT, Outcome.PERMANENT));

        var late = LifeCycle.apply(condemned.status(), refreshed(GENERATION, VERSION + 1, PERMISSIONS, END));
        var next = LifeCycle.apply(late.status(), refreshed(GENERATION, VERSION + 2, PERMISSIONS, END));

        assertThat(late.status().state()).isEqualTo(ConnectionState.REAUTHORIZATION_REQUIRED);
        assertThat(late.status().grant().version()).isEqualTo(VERSION + 1);
        assertThat(next.events()).containsExactly(ConnectionEventType.RECOVERED);
    }

    @Test
    void aRefusedVersionIsOutdatedByACheckOfANewerOne() {
        var newer = LifeCycle.apply(Samples.active(), check(GENERATION, VERSION + 1, CHECKED_AT, Outcome.OK));

        var late = LifeCycle.apply(newer.status(), refused(GENERATION, VERSION, CHECKED_AT, Reason.REVOKED));

        assertThat(late.effect()).isEqualTo(Effect.OUTDATED);
    }

    @Test
    void theFirstReasonStaysUnlessTheNewOneEndsAccessAtOnce() {
        UnaryOperator<ConnectionStatus> interaction =
                row -> LifeCycle.apply(row, refused(GENERATION, VERSION, CHECKED_AT, Reason.INTERACTION_REQUIRED))
                        .status();
        UnaryOperator<ConnectionStatus> revoked =
                row -> LifeCycle.apply(row, refused(GENERATION, VERSION, CHECKED_AT, Reason.REVOKED))
                        .status();

        assertThat(revoked.apply(interaction.apply(Samples.active())).reason()).isEqualTo(Reason.REVOKED);
        assertThat(interaction.apply(revoked.apply(Samples.active())).reason()).isEqualTo(Reason.REVOKED);
    }

    @Test
    void aPermanentCheckThatNamesNoReasonMeansRefused() {
        var transition = LifeCycle.apply(Samples.active(), check(GENERATION, VERSION, CHECKED_AT, Outcome.PERMANENT));

        assertThat(transition.status().reason()).isEqualTo(Reason.REFUSED);
    }

    @Test
    void failuresAreCountedUntilACheckIsOk() {
        var row = Samples.active();
        for (var outcome : List.of(Outcome.TRANSIENT, Outcome.THROTTLED, Outcome.UNKNOWN, Outcome.SUSPECT)) {
            row = LifeCycle.apply(row, check(GENERATION, VERSION, CHECKED_AT, outcome))
                    .status();
        }
        assertThat(row.checked().health().failuresInARow()).isEqualTo(4);

        var mended = LifeCycle.apply(row, check(GENERATION, VERSION, CHECKED_AT, Outcome.OK))
                .status();

        assertThat(mended.checked().health().failuresInARow()).isZero();
        assertThat(mended.state()).isEqualTo(ConnectionState.ACTIVE);
    }

    @Test
    void aNewGenerationForgetsTheHealthOfTheOldOne() {
        var failing = LifeCycle.apply(Samples.active(), check(GENERATION, VERSION, CHECKED_AT, Outcome.PERMANENT));

        var transition = LifeCycle.apply(failing.status(), authorized(GENERATION + 1));

        assertThat(transition.status().checked()).isEqualTo(LastCheck.NEVER);
        assertThat(transition.status().endedVersion()).isZero();
    }

    @Test
    void aRefreshInDoubtIsHealthUntilANewerVersion() {
        var inDoubt = LifeCycle.apply(Samples.active(), inDoubt(GENERATION, VERSION));
        var again = LifeCycle.apply(inDoubt.status(), inDoubt(GENERATION, VERSION));
        var checked = LifeCycle.apply(inDoubt.status(), check(GENERATION, VERSION, CHECKED_AT, Outcome.OK));
        var refreshed = LifeCycle.apply(checked.status(), refreshed(GENERATION, VERSION + 1, PERMISSIONS, Samples.END));

        assertThat(inDoubt.status().state()).isEqualTo(ConnectionState.ACTIVE);
        assertThat(again.effect()).isEqualTo(Effect.DUPLICATE);
        assertThat(checked.status().checked().health().refreshInDoubtSince()).isEqualTo(CHECKED_AT);
        assertThat(refreshed.status().checked().health().refreshInDoubtSince()).isNull();
        assertThat(refreshed.events()).containsExactly(ConnectionEventType.HEALTH_CHANGED);
    }

    @Test
    void routineIsNotNewsAndEverythingElseIs() {
        assertThat(LifeCycle.apply(Samples.active(), check(GENERATION, VERSION, CHECKED_AT, Outcome.OK))
                        .newsworthy())
                .isFalse();
        assertThat(LifeCycle.apply(Samples.active(), refreshed(GENERATION, VERSION + 1, PERMISSIONS, END))
                        .newsworthy())
                .isFalse();
        assertThat(LifeCycle.apply(Samples.active(), Samples.forgotten()).newsworthy())
                .isTrue();
        assertThat(LifeCycle.apply(Samples.active(), authorized(GENERATION - 1)).newsworthy())
                .isTrue();
    }

    @Test
    void aNoticeCarriesItsEndAndLead() {
        var transition = LifeCycle.apply(Samples.active(), Samples.notice(GENERATION, END));

        assertThat(transition.notice()).isNotNull();
        assertThat(transition.notice().expiresAt()).isEqualTo(END);
        assertThat(transition.notice().lead()).isEqualTo(Samples.LEAD);
    }

    @Test
    void noticesThatFallDueWhileAPersonIsNeededArePublishedOnRecoveryAsOne() {
        var refused = Samples.STATUSES.get("refused");
        var first = LifeCycle.apply(refused, Samples.notice(GENERATION, END)).status();
        var second = LifeCycle.apply(first, Samples.notice(GENERATION, END, Duration.ofDays(2)))
                .status();
        var late = LifeCycle.apply(second, Samples.notice(GENERATION, END)).status();

        var transition = LifeCycle.apply(late, refreshed(GENERATION, VERSION + 1, PERMISSIONS, END));

        assertThat(transition.events()).containsExactly(ConnectionEventType.RECOVERED, ConnectionEventType.EXPIRING);
        assertThat(transition.status().state()).isEqualTo(ConnectionState.EXPIRING);
        assertThat(transition.status().missed()).isEqualTo(Missed.NOTHING);
        assertThat(transition.notice()).isEqualTo(new Notice(END, Duration.ofDays(2)));
    }

    @Test
    void aMissedNoticeIsVoidOnceTheEndHasMovedOrANewGenerationBegun() {
        var missed = LifeCycle.apply(Samples.STATUSES.get("refused"), Samples.notice(GENERATION, END))
                .status();

        var moved =
                LifeCycle.apply(missed, refreshed(GENERATION, VERSION + 1, PERMISSIONS, END.plus(Duration.ofDays(9))));
        var begun = LifeCycle.apply(missed, authorized(GENERATION + 1));

        assertThat(moved.events()).containsExactly(ConnectionEventType.RECOVERED, ConnectionEventType.EXPIRY_CHANGED);
        assertThat(moved.status().missed()).isEqualTo(Missed.NOTHING);
        assertThat(begun.status().missed()).isEqualTo(Missed.NOTHING);
    }

    @Test
    void anEndReachedWhileAPersonIsNeededLetsOnlyAnExtensionRecover() {
        var over = LifeCycle.apply(Samples.STATUSES.get("refused"), Samples.expired(GENERATION, END))
                .status();

        var same = LifeCycle.apply(over, refreshed(GENERATION, VERSION + 1, PERMISSIONS, END));
        var extended = LifeCycle.apply(same.status(), refreshed(GENERATION, VERSION + 2, PERMISSIONS, null));

        assertThat(same.status().state()).isEqualTo(ConnectionState.REAUTHORIZATION_REQUIRED);
        assertThat(same.status().reason()).isEqualTo(Reason.EXPIRED);
        assertThat(extended.status().state()).isEqualTo(ConnectionState.ACTIVE);
    }

    @Test
    void aRefreshThatComesAfterTheCheckWhichUsedItStillMovesAnEndThatWasReached() {
        var seen = LifeCycle.apply(
                        Samples.STATUSES.get("active"),
                        check(GENERATION, VERSION + 1, CHECKED_AT.plusSeconds(1), Outcome.OK))
                .status();
        var over = LifeCycle.apply(seen, Samples.expired(GENERATION, END)).status();

        var extended = LifeCycle.apply(over, refreshed(GENERATION, VERSION + 1, PERMISSIONS, null));

        assertThat(over.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(extended.status().state()).isEqualTo(ConnectionState.ACTIVE);
    }

    @Test
    void aCheckThatFoundNothingButAPassedEndIsOutdatedOnceTheEndHasMoved() {
        var moved = LifeCycle.apply(
                        Samples.active(), refreshed(GENERATION, VERSION + 1, PERMISSIONS, END.plusSeconds(86_400)))
                .status();

        var late = LifeCycle.apply(moved, Samples.pastItsEnd(VERSION + 1, END));

        assertThat(late.effect()).isEqualTo(Effect.OUTDATED);
        assertThat(late.status()).isEqualTo(moved);
    }

    @ParameterizedTest
    @MethodSource("accountsWithoutAnId")
    void aReauthorizationWithoutAnAccountOnEitherSideIsNotedAsUnverified(@Nullable Account unknown) {
        var named = authorized(GENERATION + 1);
        var nameless = new CredentialAuthorized(
                named.factId(),
                named.connectionId(),
                named.tenant(),
                named.generation(),
                named.credentialVersion(),
                named.observedAt(),
                named.authorizationId(),
                named.method(),
                unknown,
                named.modules(),
                named.permissions(),
                named.expiresAt(),
                Map.of(),
                null);
        var active = Samples.active();
        var unnamed = LifeCycle.apply(active, nameless);

        assertThat(LifeCycle.apply(active, named).note()).isNull();
        assertThat(unnamed.note()).isEqualTo("unverified");
        assertThat(LifeCycle.apply(unnamed.status(), authorized(GENERATION + 2)).note())
                .isEqualTo("unverified");
        assertThat(LifeCycle.apply(Samples.STATUSES.get("pending"), nameless).note())
                .isNull();
    }

    static Stream<Account> accountsWithoutAnId() {
        return Stream.of(null, new Account(null, "Nora"));
    }

    @Test
    void aRefreshThatMovesTheEndRecoversWhatACheckOfItsVersionFoundPastTheFormerEnd() {
        var over = LifeCycle.apply(Samples.active(), Samples.pastItsEnd(VERSION + 1, END))
                .status();

        var extended = LifeCycle.apply(over, refreshed(GENERATION, VERSION + 1, PERMISSIONS, END.plusSeconds(86_400)));

        assertThat(over.reason()).isEqualTo(Reason.EXPIRED);
        assertThat(extended.status().state()).isEqualTo(ConnectionState.ACTIVE);
    }
}
