package io.latchkey.broker.consent;

import static io.latchkey.contracts.credential.AuthorizationStatus.COMPLETED;
import static io.latchkey.contracts.credential.AuthorizationStatus.CONSENTED;
import static io.latchkey.contracts.credential.AuthorizationStatus.CREATED;
import static io.latchkey.contracts.credential.AuthorizationStatus.EXPIRED;
import static io.latchkey.contracts.credential.AuthorizationStatus.PROVIDER_ERROR;
import static io.latchkey.contracts.credential.AuthorizationStatus.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.ClientRef;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.hash.TokenHashes;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.credential.AuthorizationFailure;
import io.latchkey.contracts.credential.AuthorizationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class AuthorizationTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Duration LINK = Duration.ofMinutes(60);
    private static final Duration STATE = Duration.ofMinutes(10);
    private static final Principal ADA = new Principal("https://issuer", "ada", "app");

    private final OneTimeToken token = OneTimeToken.mint();
    private final OneTimeToken browser = OneTimeToken.mint();
    private final OneTimeToken code = OneTimeToken.mint();
    private final OneTimeToken response = OneTimeToken.mint();

    @Test
    void aNewOneOpensUntilItsLinkExpires() {
        var authorization = created();

        assertThat(authorization.state().statusAt(NOW)).isEqualTo(CREATED);
        assertThat(authorization.state().opensAt(NOW.plus(LINK).minusMillis(1))).isTrue();
        assertThat(authorization.state().opensAt(NOW.plus(LINK))).isFalse();
        assertThat(authorization.state().statusAt(NOW.plus(LINK))).isEqualTo(EXPIRED);
    }

    @Test
    void aNewLinkMakesTheOldOneVoid() {
        var authorization = created();
        var second = OneTimeToken.mint();

        authorization.link(new Link(second, NOW.plus(LINK)));

        assertThat(authorization.linkHash).isEqualTo(second.hash()).isNotEqualTo(token.hash());
    }

    @Test
    void continuingBindsTheBrowser() {
        var authorization = started(NOW);

        assertThat(authorization.state().statusAt(NOW)).isEqualTo(STARTED);
        assertThat(authorization.state().flow().isBoundTo(browser.text())).isTrue();
        assertThat(authorization.state().flow().isBoundTo(OneTimeToken.mint().text()))
                .isFalse();
        assertThat(authorization.state().flow().isBoundTo(null)).isFalse();
    }

    @Test
    void aFlowThatBeganInTimeMayOutliveTheLink() {
        var late = NOW.plus(LINK).minusSeconds(1);
        var authorization = started(late);

        assertThat(authorization.state().statusAt(late.plusSeconds(5))).isEqualTo(STARTED);
        assertThat(authorization.state().statusAt(late.plus(STATE))).isEqualTo(EXPIRED);
    }

    @Test
    void anAnswerIsTakenOnce() {
        var authorization = started(NOW);

        assertThat(authorization.consume(response, NOW)).isTrue();
        assertThat(authorization.consume(response, NOW)).isFalse();
    }

    @Test
    void whileItsAnswerIsWorkedOnItIsExchangingButNotForEver() {
        var authorization = started(NOW);
        assertThat(authorization.consume(response, NOW)).isTrue();

        assertThat(authorization.state().isExchangingAt(NOW.plusSeconds(30))).isTrue();
        assertThat(authorization.state().isExchangingAt(NOW.plus(Duration.ofMinutes(2))))
                .isFalse();
    }

    @Test
    void whatConsentBroughtRestsUntilTheCodeExpires() {
        var authorization = consented();

        assertThat(authorization.state().statusAt(NOW)).isEqualTo(CONSENTED);
        assertThat(authorization.heldCredential).isEqualTo("ciphertext");
        assertThat(authorization.state().flow().kept).isNull();
        assertThat(authorization.state().isRedeemedBy(code.text())).isTrue();
        assertThat(authorization.state().isRedeemedBy("guess")).isFalse();
        assertThat(authorization.forgetDueAt).isEqualTo(NOW.plus(STATE));
        assertThat(authorization.state().statusAt(NOW.plus(STATE))).isEqualTo(EXPIRED);
    }

    @Test
    void completionErasesTheExchangeAndKeepsTheAnswer() {
        var authorization = consented();

        authorization.complete("{}", NOW);

        assertThat(authorization.state().statusAt(NOW.plus(LINK))).isEqualTo(COMPLETED);
        assertThat(authorization.heldCredential).isNull();
        assertThat(authorization.accountId).isNull();
        assertThat(authorization.completedFact).isEqualTo("{}");
        assertThat(authorization.state().isRedeemedBy(code.text())).isTrue();
    }

    @Test
    void anExchangeIsHeldBeforeItsAccountIsKnownAndIsForgettableOnceNobodyIdentifiesIt() {
        var authorization = exchanging();

        authorization.hold("ciphertext", new TokenHashes("a", "r"));

        assertThat(authorization.state().statusAt(NOW)).isEqualTo(STARTED);
        assertThat(authorization.state().holdsCredential()).isTrue();
        assertThat(authorization.state().flow().kept).isNull();
        assertThat(authorization.state().isForgettableAt(NOW)).isFalse();
        assertThat(authorization.state().isForgettableAt(NOW.plus(Flow.EXCHANGE_AT_MOST)))
                .isTrue();
        assertThat(authorization.forgetDueAt).isEqualTo(NOW.plus(Flow.EXCHANGE_AT_MOST));
        authorization.forget();
        assertThat(authorization.state().holdsCredential()).isFalse();
        assertThat(authorization.accessHash).isNull();
    }

    @Test
    void anExchangeThatWaitsForItsCodeIsForgettableOnceTheCodeHasExpired() {
        var authorization = consented();

        assertThat(authorization.state().isForgettableAt(NOW)).isFalse();
        assertThat(authorization.state().isForgettableAt(NOW.plus(STATE))).isTrue();
    }

    @Test
    void onlyThePresentFlowsExchangeIsAwaited() {
        var authorization = exchanging();
        var running = authorization.state().flow();

        assertThat(authorization.state().awaits(running)).isTrue();
        authorization.start(new Flow(
                UUID.fromString("00000000-0000-7000-8000-000000000004"),
                OneTimeToken.mint(),
                browser,
                code,
                ClientRef.ofInstallation("client"),
                "other",
                NOW.plus(STATE),
                Map.of()));
        assertThat(authorization.state().awaits(running)).isFalse();
        authorization.end(AuthorizationFailure.CLOSED, NOW);
        assertThat(authorization.state().awaits(authorization.state().flow())).isFalse();
    }

    @Test
    void onceEndedItStaysEnded() {
        var authorization = started(NOW);
        authorization.end(AuthorizationFailure.IDENTITY_UNKNOWN, NOW);

        authorization.end(AuthorizationFailure.CLOSED, NOW.plusSeconds(1));

        assertThat(authorization.state().statusAt(NOW)).isEqualTo(PROVIDER_ERROR);
        assertThat(authorization.state().failureAt(NOW)).hasValue(AuthorizationFailure.IDENTITY_UNKNOWN);
        assertThat(authorization.state().deadline()).isEmpty();
        assertThat(authorization.endedAt).isEqualTo(NOW);
        assertThat(authorization.state().opensAt(NOW)).isFalse();
        assertThat(authorization.consume(response, NOW)).isFalse();
    }

    @Test
    void aStepThatIsNotTakenInTimeIsTheReasonOfItsEndWhetherOrNotThatIsRecorded() {
        lapses(created(), NOW.plus(LINK), AuthorizationFailure.LINK_EXPIRED);
        lapses(started(NOW), NOW.plus(LINK), AuthorizationFailure.CONSENT_EXPIRED);
        lapses(consented(), NOW.plus(STATE), AuthorizationFailure.CODE_EXPIRED);
    }

    private static void lapses(AuthorizationRow authorization, Instant deadline, AuthorizationFailure why) {
        var open = authorization.state();
        assertThat(open.deadline()).hasValue(deadline);
        assertThat(open.failureAt(deadline.minusMillis(1))).isEmpty();
        assertThat(open.endedAt(deadline.minusMillis(1))).isEmpty();
        assertThat(open.failureAt(deadline)).hasValue(why);
        assertThat(open.endedAt(deadline)).hasValue(deadline);

        var later = deadline.plusSeconds(60);
        authorization.status = EXPIRED;
        authorization.endedAt = later;
        assertThat(authorization.state().failureAt(later)).hasValue(why);
        assertThat(authorization.state().endedAt(later)).hasValue(later);
    }

    @Test
    void aCompletedOneHasNoFailure() {
        var authorization = consented();

        authorization.complete("{}", NOW);

        assertThat(authorization.state().failureAt(NOW.plus(LINK))).isEmpty();
        assertThat(authorization.state().endedAt(NOW.plus(LINK))).hasValue(NOW);
    }

    @Test
    void onlyWhoBeganItInAllThreePartsIsItsInitiator() {
        var authorization = created();

        assertThat(authorization.state().request().wasMadeBy(ADA)).isTrue();
        assertThat(authorization.state().request().wasMadeBy(new Principal("https://other", "ada", "app")))
                .isFalse();
        assertThat(authorization.state().request().wasMadeBy(new Principal("https://issuer", "bob", "app")))
                .isFalse();
        assertThat(authorization.state().request().wasMadeBy(new Principal("https://issuer", "ada", "other")))
                .isFalse();
    }

    @Test
    void aChallengeNeedsItsVerifierAndAVerifierItsChallenge() {
        var verifier = OneTimeToken.mint().text();

        assertThat(created(null).state().request().isProvenBy(null)).isTrue();
        assertThat(created(null).state().request().isProvenBy(verifier)).isFalse();
        assertThat(created(Pkce.challenge(verifier)).state().request().isProvenBy(verifier))
                .isTrue();
        assertThat(created(Pkce.challenge(verifier)).state().request().isProvenBy(null))
                .isFalse();
        assertThat(created(Pkce.challenge(verifier))
                        .state()
                        .request()
                        .isProvenBy(OneTimeToken.mint().text()))
                .isFalse();
        assertThat(created(Pkce.challenge("short")).state().request().isProvenBy("short"))
                .isFalse();
    }

    private AuthorizationRow created() {
        return created(null);
    }

    private AuthorizationRow created(String codeChallenge) {
        var request = new AuthorizationRequest(
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "acme",
                ADA,
                "My connection",
                "northwind",
                null,
                List.of("contact-sync"),
                List.of(),
                "https://app.example/done",
                null,
                codeChallenge,
                false,
                null,
                Map.of(),
                null);
        var id = UUID.fromString("00000000-0000-7000-8000-000000000002");
        return new AuthorizationRow(
                id,
                new ConnectionPath(request.tenant(), request.connectionId()),
                new ConsentRequest(request, "oauth2", List.of("contacts:read"), Map.of(), false),
                0,
                new Link(token, NOW.plus(LINK)),
                NOW);
    }

    private AuthorizationRow started(Instant at) {
        var authorization = created();
        var id = UUID.fromString("00000000-0000-7000-8000-000000000003");
        authorization.start(new Flow(
                id,
                OneTimeToken.mint(),
                browser,
                code,
                ClientRef.ofInstallation("client"),
                "ciphertext",
                at.plus(STATE),
                Map.of()));
        return authorization;
    }

    private AuthorizationRow exchanging() {
        var authorization = started(NOW);
        assertThat(authorization.consume(response, NOW)).isTrue();
        return authorization;
    }

    private AuthorizationRow consented() {
        var authorization = exchanging();
        authorization.hold("unidentified", new TokenHashes("a", "r"));
        authorization.identify("ciphertext", Optional.of("account"));
        authorization.consent(NOW.plus(STATE));
        return authorization;
    }
}
