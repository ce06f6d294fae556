package io.latchkey.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.demo.browser.Browser;
import io.latchkey.demo.browser.Page;
import io.latchkey.demo.browser.Return;
import io.latchkey.demo.platform.Attempt;
import io.latchkey.demo.platform.Platform;
import java.net.URI;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CallbackRejectionsE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @Test
    void aStateThatNobodyIssuedIsAnErrorPage() {
        var page = openCallback(
                new Browser(),
                URI.create(stack.info.broker()
                        + "/oauth2/callback/northwind?code=made-up&state=made-up-state-made-up-state&iss="
                        + stack.info.realm("northwind")));

        assertThat(page.status()).isBetween(400, 499);
        assertThat(page.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(v -> assertThat(v).contains("no-store"));
    }

    @Test
    void anotherBrowserIsRefusedAndTheRightOneMayStillComeBack() {
        var person = stack.newPerson();
        var attempt = stack.connecting(ada);
        var callback = person.consentUpToCallback(attempt.url());

        var stranger = openCallback(stack.canary.watch(new Browser()), callback);

        assertThat(stranger.status()).isBetween(400, 499);
        assertThat(attempt.complete(ada, codeOf(openCallback(person.browser(), callback)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aCallbackThatComesTwiceIsAnsweredTheSameUntilItsCodeIsRedeemed() {
        var person = stack.newPerson();
        var attempt = stack.connecting(ada);
        var callback = person.consentUpToCallback(attempt.url());
        var first = openCallback(person.browser(), callback);

        var second = openCallback(person.browser(), callback);

        assertThat(codeOf(second)).isEqualTo(codeOf(first));
        assertThat(attempt.complete(ada, codeOf(first)).status()).isEqualTo(200);
        assertThat(codeIn(openCallback(person.browser(), callback))).isEmpty();
    }

    @Test
    void aCallbackThatComesTooLateLeavesNothingBehind() {
        var person = stack.newPerson();
        var attempt = stack.connecting(ada);
        var callback = person.consentUpToCallback(attempt.url());
        stack.makeLate(attempt, "flow_expires_at");

        var page = openCallback(person.browser(), callback);

        assertThat(codeIn(page)).isEmpty();
        assertNothingGranted(attempt);
    }

    @Test
    void aLinkThatIsOpenedTooLateIsAnErrorPage() {
        var attempt = stack.connecting(ada);
        stack.makeLate(attempt, "link_expires_at");

        var page = stack.newPerson().browser().open(attempt.url());

        assertThat(page.status()).isBetween(400, 499);
        assertThat(page.formWith("[type=submit]")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "an issuer that is not Northwind's, iss=[^&]*, iss=https://elsewhere.example/realms/northwind",
        "an issuer with a slash too many,   iss=([^&]*), iss=$1%2F",
        "no issuer,                         &?iss=[^&]*, ''",
        "a code that Northwind never gave,  code=[^&]*, code=made-up",
        "neither code nor error,            &?code=[^&]*, ''"
    })
    void whatIsNotNorthwindsAnswerLeavesNothingBehind(String what, String pattern, String replacement) {
        var attempt = stack.connecting(ada);

        var page = callbackWith(attempt, callback -> callback.replaceFirst(pattern, replacement));

        assertThat(codeIn(page)).as(what).isEmpty();
        assertNothingGranted(attempt);
    }

    @Test
    void aCallbackAtAnotherProvidersAddressLeavesNothingBehind() {
        var attempt = stack.connecting(ada);

        var page = callbackWith(
                attempt, callback -> callback.replace("/callback/northwind?", "/callback/northwind-short?"));

        assertThat(codeIn(page)).isEmpty();
        assertNothingGranted(attempt);
    }

    @Test
    void aRefusalAtNorthwindIsToldAndCannotBeCompleted() {
        var attempt = stack.connecting(ada);

        var back = stack.newPerson().refuse(attempt.url(), stack.info.returnUrl());

        assertThat(back.status()).isEqualTo("access_denied");
        assertThat(back.connection()).isEqualTo(attempt.connection().toString());
        assertThat(back.callerState()).isEqualTo("demo");
        assertThat(attempt.complete(ada, "made-up").problem()).isEqualTo("authorization-access-denied");
        assertNothingGranted(attempt);
    }

    @Test
    void aRefusedReauthorizationLeavesTheConnectionAsItWas() {
        var person = stack.newPerson();
        var connection = stack.connected(ada, person);
        var attempt = stack.reauthorizing(ada, connection);

        var other = stack.newPerson();
        var back = other.consent(attempt.url(), stack.info.returnUrl());

        assertThat(back.status()).isEqualTo("account_changed");
        assertThat(attempt.complete(ada, "made-up").problem()).isEqualTo("authorization-account-changed");
        stack.engine().refresh(connection).expect(200);
    }

    @Test
    void anotherBrowserThanTheFirstCannotContinue() {
        var attempt = stack.connecting(ada);
        stack.newPerson().pressContinue(attempt.url());

        var page = stack.newPerson().pressContinue(attempt.url());

        assertThat(page.uri().getPath()).startsWith("/connect/");
        assertThat(page.status()).isBetween(400, 499);
    }

    @Test
    void pressingContinueAgainVoidsTheEarlierState() {
        var person = stack.newPerson();
        var attempt = stack.connecting(ada);
        var earlier = person.consentUpToCallback(attempt.url());
        var later = person.consentUpToCallback(attempt.url());

        var page = openCallback(person.browser(), earlier);

        assertThat(page.status()).isBetween(400, 499);
        assertThat(attempt.complete(ada, codeOf(openCallback(person.browser(), later)))
                        .status())
                .isEqualTo(200);
    }

    @Test
    void aLinkThatNobodyMintedIsAnErrorPage() {
        var page = new Browser().open(URI.create(stack.info.broker() + "/connect/" + UUID.randomUUID()));

        assertThat(page.status()).isEqualTo(404);
        assertThat(page.document().selectFirst("h1")).isNotNull();
    }

    private Page callbackWith(Attempt attempt, UnaryOperator<String> forgery) {
        var person = stack.newPerson();
        var callback = person.consentUpToCallback(attempt.url()).toString();
        return openCallback(person.browser(), URI.create(forgery.apply(callback)));
    }

    private Page openCallback(Browser browser, URI callback) {
        return browser.open(callback, uri -> uri.getAuthority()
                .equals(stack.info.returnUrl().getAuthority()));
    }

    private static String codeOf(Page page) {
        return Return.of(page.uri()).code().orElseThrow();
    }

    /** The completion code, where the browser came back to the platform with one. */
    private Optional<String> codeIn(Page page) {
        return page.status() == 0 ? Return.of(page.uri()).code() : Optional.empty();
    }

    private void assertNothingGranted(Attempt attempt) {
        assertThat(ada.connection(attempt.connection()).expect(200).text("/state"))
                .isEqualTo("PENDING");
        assertThat(stack.engine().credential(attempt.connection()).status()).isEqualTo(409);
        assertThat(stack.vault.isGone(Stack.TENANT, attempt.connection())).isTrue();
    }
}
