package io.latchkey.broker.consent;

import static io.latchkey.contracts.credential.AuthorizationStatus.CLOSED;
import static io.latchkey.contracts.credential.AuthorizationStatus.COMPLETED;
import static io.latchkey.contracts.credential.AuthorizationStatus.CONSENTED;
import static io.latchkey.contracts.credential.AuthorizationStatus.CREATED;
import static io.latchkey.contracts.credential.AuthorizationStatus.EXPIRED;
import static io.latchkey.contracts.credential.AuthorizationStatus.PROVIDER_ERROR;
import static io.latchkey.contracts.credential.AuthorizationStatus.STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.broker.secret.OneTimeToken;
import io.latchkey.broker.secret.TokenHashes;
import io.latchkey.contracts.Principal;
import io.latchkey.contracts.credential.AuthorizationRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
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

        assertThat(authorization.statusAt(NOW)).isEqualTo(CREATED);
        assertThat(authorization.opensAt(NOW.plus(LINK).minusMillis(1))).isTrue();
        assertThat(authorization.opensAt(NOW.plus(LINK))).isFalse();
        assertThat(authorization.statusAt(NOW.plus(LINK))).isEqualTo(EXPIRED);
    }

    @Test
    void aNewLinkMakesTheOldOneVoid() {
        var authorization = created();
        var second = OneTimeToken.mint();

        authorization.link(second, NOW.plus(LINK));

        assertThat(authorization.linkHash).isEqualTo(second.hash()).isNotEqualTo(token.hash());
    }

    @Test
    void continuingBindsTheBrowser() {
        var authorization = started(NOW);

        assertThat(authorization.statusAt(NOW)).isEqualTo(STARTED);
        assertThat(authorization.flow().isBoundTo(browser.text())).isTrue();
        assertThat(authorization.flow().isBoundTo(OneTimeToken.mint().text())).isFalse();
        assertThat(authorization.flow().isBoundTo(null)).isFalse();
    }

    @Test
    void aFlowThatBeganInTimeMayOutliveTheLink() {
        var late = NOW.plus(LINK).minusSeconds(1);
        var authorization = started(late);

        assertThat(authorization.statusAt(late.plusSeconds(5))).isEqualTo(STARTED);
        assertThat(authorization.statusAt(late.plus(STATE))).isEqualTo(EXPIRED);
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

        assertThat(authorization.isExchangingAt(NOW.plusSeconds(30))).isTrue();
        assertThat(authorization.isExchangingAt(NOW.plus(Duration.ofMinutes(2))))
                .isFalse();
    }

    @Test
    void whatConsentBroughtRestsUntilTheCodeExpires() {
        var authorization = consented();

        assertThat(authorization.statusAt(NOW)).isEqualTo(CONSENTED);
        assertThat(authorization.exchange).isEqualTo("ciphertext");
        assertThat(authorization.flow().kept()).isNull();
        assertThat(authorization.isRedeemedBy(code.text())).isTrue();
        assertThat(authorization.isRedeemedBy("guess")).isFalse();
        assertThat(authorization.forgetDueAt).isEqualTo(NOW.plus(STATE));
        assertThat(authorization.statusAt(NOW.plus(STATE))).isEqualTo(EXPIRED);
    }

    @Test
    void completionErasesTheExchangeAndKeepsTheAnswer() {
        var authorization = consented();

        authorization.complete("{}", NOW);

        assertThat(authorization.statusAt(NOW.plus(LINK))).isEqualTo(COMPLETED);
        assertThat(authorization.exchange).isNull();
        assertThat(authorization.accountId).isNull();
        assertThat(authorization.completedFact).isEqualTo("{}");
        assertThat(authorization.isRedeemedBy(code.text())).isTrue();
    }

    @Test
    void anExchangeIsHeldBeforeItsAccountIsKnownAndIsForgettableOnceNobodyIdentifiesIt() {
        var authorization = exchanging();

        authorization.hold("ciphertext", new TokenHashes("a", "r"));

        assertThat(authorization.statusAt(NOW)).isEqualTo(STARTED);
        assertThat(authorization.holdsExchange()).isTrue();
        assertThat(authorization.flow().kept()).isNull();
        assertThat(authorization.isForgettableAt(NOW)).isFalse();
        assertThat(authorization.isForgettableAt(NOW.plus(Authorization.EXCHANGE_AT_MOST)))
                .isTrue();
        assertThat(authorization.forgetDueAt).isEqualTo(NOW.plus(Authorization.EXCHANGE_AT_MOST));
        authorization.forget();
        assertThat(authorization.holdsExchange()).isFalse();
        assertThat(authorization.accessHash).isNull();
    }

    @Test
    void anExchangeThatWaitsForItsCodeIsForgettableOnceTheCodeHasExpired() {
        var authorization = consented();

        assertThat(authorization.isForgettableAt(NOW)).isFalse();
        assertThat(authorization.isForgettableAt(NOW.plus(STATE))).isTrue();
    }

    @Test
    void onlyThePresentFlowsExchangeIsAwaited() {
        var authorization = exchanging();
        var running = authorization.flow();

        assertThat(authorization.awaits(running)).isTrue();
        authorization.start(new Flow(
                UUID.fromString("00000000-0000-7000-8000-000000000004"),
                OneTimeToken.mint(),
                browser,
                "client",
                "other",
                NOW.plus(STATE)));
        assertThat(authorization.awaits(running)).isFalse();
        authorization.end(CLOSED, NOW);
        assertThat(authorization.awaits(authorization.flow())).isFalse();
    }

    @Test
    void onceEndedItStaysEnded() {
        var authorization = started(NOW);
        authorization.end(PROVIDER_ERROR, NOW);

        authorization.end(CLOSED, NOW.plusSeconds(1));

        assertThat(authorization.statusAt(NOW)).isEqualTo(PROVIDER_ERROR);
        assertThat(authorization.endedAt).isEqualTo(NOW);
        assertThat(authorization.opensAt(NOW)).isFalse();
        assertThat(authorization.consume(response, NOW)).isFalse();
    }

    @Test
    void onlyWhoBeganItInAllThreePartsIsItsInitiator() {
        var authorization = created();

        assertThat(authorization.request().wasMadeBy(ADA)).isTrue();
        assertThat(authorization.request().wasMadeBy(new Principal("https://other", "ada", "app")))
                .isFalse();
        assertThat(authorization.request().wasMadeBy(new Principal("https://issuer", "bob", "app")))
                .isFalse();
        assertThat(authorization.request().wasMadeBy(new Principal("https://issuer", "ada", "other")))
                .isFalse();
    }

    @Test
    void anAnnouncedChallengeNeedsItsVerifier() {
        var verifier = OneTimeToken.mint().text();

        assertThat(created(null).request().isProvenBy(null)).isTrue();
        assertThat(created(Pkce.challenge(verifier)).request().isProvenBy(verifier))
                .isTrue();
        assertThat(created(Pkce.challenge(verifier)).request().isProvenBy(null)).isFalse();
        assertThat(created(Pkce.challenge(verifier))
                        .request()
                        .isProvenBy(OneTimeToken.mint().text()))
                .isFalse();
        assertThat(created(Pkce.challenge("short")).request().isProvenBy("short"))
                .isFalse();
    }

    private Authorization created() {
        return created(null);
    }

    private Authorization created(String codeChallenge) {
        var request = new AuthorizationRequest(
                UUID.fromString("00000000-0000-7000-8000-000000000001"),
                "acme",
                ADA,
                "My connection",
                "northwind",
                List.of("contact-sync"),
                List.of(),
                "https://app.example/done",
                null,
                codeChallenge,
                false,
                null);
        var id = UUID.fromString("00000000-0000-7000-8000-000000000002");
        var authorization = new Authorization(id, request, "oauth2", List.of("contacts:read"), 0, NOW);
        authorization.link(token, NOW.plus(LINK));
        return authorization;
    }

    private Authorization started(Instant at) {
        var authorization = created();
        var id = UUID.fromString("00000000-0000-7000-8000-000000000003");
        authorization.start(new Flow(id, OneTimeToken.mint(), browser, "client", "ciphertext", at.plus(STATE)));
        return authorization;
    }

    private Authorization exchanging() {
        var authorization = started(NOW);
        assertThat(authorization.consume(response, NOW)).isTrue();
        return authorization;
    }

    private Authorization consented() {
        var authorization = exchanging();
        authorization.hold("unidentified", new TokenHashes("a", "r"));
        authorization.identified("ciphertext", "account");
        authorization.consent(code, NOW.plus(STATE));
        return authorization;
    }
}
