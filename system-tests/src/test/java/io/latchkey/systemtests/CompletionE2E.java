package io.latchkey.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import io.latchkey.demo.http.Answer;
import io.latchkey.demo.platform.Attempt;
import io.latchkey.demo.platform.Platform;
import io.latchkey.demo.platform.ProofKey;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompletionE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @Test
    void aColleagueCannotCompleteWhatAdaBegan() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();

        var answer = attempt.complete(stack.user("grace"), code);

        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.problem()).isEqualTo("not-the-initiator");
        attempt.complete(ada, code).expect(200);
    }

    @Test
    void anotherTenantDoesNotFindTheAuthorization() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();

        assertThat(attempt.complete(stack.user("linus"), code).status()).isEqualTo(404);
    }

    @Test
    void aSecondCompletionGivesTheSameAnswer() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();
        var first = attempt.complete(ada, code).expect(200);

        var second = attempt.complete(ada, code).expect(200);

        assertThat(second.number("/generation")).isEqualTo(1);
        assertThat(second.text("/account/id")).isEqualTo(first.text("/account/id"));
    }

    @Test
    void completionsAtOnceMakeOneGeneration() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();

        var answers = Stream.generate(() -> CompletableFuture.supplyAsync(() -> attempt.complete(ada, code)))
                .limit(4)
                .toList();

        assertThat(answers.stream().map(CompletableFuture::join)).allSatisfy(answer -> {
            assertThat(answer.status()).isEqualTo(200);
            assertThat(answer.number("/generation")).isEqualTo(1);
        });
    }

    @Test
    void withoutACompletionNothingReachesVault() {
        var attempt = stack.connecting(ada);

        var back = stack.consent(stack.newPerson(), attempt);

        assertThat(back.code()).isPresent();
        assertThat(stack.vault.isGone(Stack.TENANT, attempt.connection())).isTrue();
        assertThat(ada.connection(attempt.connection()).text("/state")).isEqualTo("PENDING");
    }

    @Test
    void aWrongCodeOrVerifierIsRefusedAndTheRightOneStillServes() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();

        var wrongCode = attempt.complete(ada, "made-up-code-made-up-code-made-up-code");
        var wrongVerifier = ada.complete(
                attempt.connection(),
                attempt.authorization(),
                Map.of("code", code, "codeVerifier", ProofKey.create().verifier()));

        assertThat(wrongCode.status()).isEqualTo(400);
        assertThat(wrongCode.problem()).isEqualTo("invalid-code");
        assertThat(wrongVerifier.status()).isEqualTo(400);
        attempt.complete(ada, code).expect(200);
    }

    @Test
    void aCodeThatIsRedeemedTooLateIsExpired() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();
        stack.makeLate(attempt, "code_expires_at");

        var answer = attempt.complete(ada, code);

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.problem()).isEqualTo("authorization-expired");
        assertThat(stack.vault.isGone(Stack.TENANT, attempt.connection())).isTrue();
    }

    @Test
    void ofTwoReauthorizationsTheFirstCompletedWinsAndTheOtherIsSuperseded() {
        var person = stack.newPerson();
        var connection = stack.connected(ada, person);
        var one = stack.reauthorizing(ada, connection);
        var other = stack.reauthorizing(ada, connection);
        var oneCode = stack.consent(person, one).code().orElseThrow();
        var otherCode = stack.consent(person, other).code().orElseThrow();

        other.complete(ada, otherCode).expect(200);
        var late = one.complete(ada, oneCode);

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.problem()).isEqualTo("authorization-superseded");
        assertThat(ada.connection(connection).number("/generation")).isEqualTo(2);
        stack.engine().refresh(connection).expect(200);
    }

    @Test
    void theStatusOfAConsentIsReadByItsUrlAndByItsTenant() {
        var person = stack.newPerson();
        var attempt = stack.connecting(ada);
        assertStatus(attempt, "created");

        var denied = person.refuse(attempt.url(), stack.info.returnUrl());
        assertThat(denied.status()).isEqualTo("access_denied");
        assertStatus(attempt, "access_denied");
        assertThat(byTenant(attempt).text("/remedy")).isNotBlank();
        assertThat(byTenant(attempt).text("/connection/state")).isEqualTo("PENDING");

        var superseded = stack.reauthorizing(ada, attempt.connection());
        var second = stack.reauthorizing(ada, attempt.connection());
        var code = stack.consent(person, second).code().orElseThrow();
        assertStatus(second, "consented");
        second.complete(ada, code).expect(200);
        assertStatus(second, "completed");
        assertThat(byTenant(second).text("/connection/state")).isEqualTo("ACTIVE");
        assertStatus(superseded, "superseded");
        assertThat(stack.user("linus")
                        .authorization(second.connection(), second.authorization())
                        .status())
                .isEqualTo(404);
    }

    private void assertStatus(Attempt attempt, String status) {
        var shown = stack.http().get(attempt.statusUrl().toString()).expect(200);
        assertThat(shown.text("/status")).isEqualTo(status);
        assertThat(shown.header("Access-Control-Allow-Origin")).isEqualTo("*");
        assertThat(byTenant(attempt).text("/status")).isEqualTo(status);
    }

    private Answer byTenant(Attempt attempt) {
        return ada.authorization(attempt.connection(), attempt.authorization()).expect(200);
    }
}
