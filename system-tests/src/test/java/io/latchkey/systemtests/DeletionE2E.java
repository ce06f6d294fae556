package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.platform.Feed;
import io.latchkey.demo.platform.Platform;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeletionE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @Test
    void deletedWhileThePersonIsAtNorthwindTheCallbackIsRefused() {
        var person = stack.newPerson();
        var attempt = stack.connecting(ada);
        var callback = person.consentUpToCallback(attempt.url());

        ada.delete(attempt.connection()).expect(202);
        var page = person.browser().open(callback, uri -> uri.getPath()
                .equals(stack.info.returnUrl().getPath()));

        assertThat(page.uri().getRawQuery()).doesNotContain("status=consented");
        assertThat(attempt.complete(ada, "made-up").status()).isIn(404, 409);
        assertDestroyed(attempt.connection());
    }

    @Test
    void deletedBetweenConsentAndCompletionWhatTheExchangeBroughtIsRevoked() {
        var attempt = stack.connecting(ada);
        var code = stack.consent(stack.newPerson(), attempt).code().orElseThrow();

        ada.delete(attempt.connection()).expect(202);

        assertThat(attempt.complete(ada, code).status()).isIn(404, 409);
        assertDestroyed(attempt.connection());
    }

    @Test
    void deletedDuringRefreshesNothingSurvives() {
        var connection = stack.connected(ada, stack.newPerson());
        var refreshes = IntStream.range(0, 4)
                .mapToObj(
                        i -> CompletableFuture.supplyAsync(() -> stack.engine().refresh(connection)))
                .toList();

        ada.delete(connection).expect(202);

        assertThat(refreshes.stream().map(CompletableFuture::join))
                .allSatisfy(answer -> assertThat(answer.status()).isIn(200, 404));
        assertDestroyed(connection);
        assertThat(stack.engine().credential(connection).status()).isEqualTo(404);
    }

    @Test
    void deletedWithTheBrokerDownItIsDestroyedOnceTheBrokerIsBack() {
        var connection = stack.connected(ada, stack.newPerson());
        var refreshToken = stack.canary.remember(stack.vault.refreshToken(Stack.TENANT, connection));
        stack.stop(stack.servers.broker());

        ada.delete(connection).expect(202);
        stack.servers.broker().start();

        assertDestroyed(connection);
        assertThat(stack.northwind.refresh(refreshToken, Stack.CLIENT).status()).isEqualTo(400);
    }

    @Test
    void deletingTwiceIsDeletingOnce() {
        var connection = stack.connected(ada, stack.newPerson());
        ada.delete(connection).expect(202);

        ada.delete(connection).expect(202);

        assertDestroyed(connection);
        assertThat(stack.feed.of(connection))
                .filteredOn(e -> e.type().equals("deleted"))
                .hasSize(1);
    }

    @Test
    void aSiblingKeepsItsAccess() {
        var person = stack.newPerson();
        var deleted = stack.connected(ada, person);
        var sibling = stack.connected(ada, person);

        ada.delete(deleted).expect(202);

        assertDestroyed(deleted);
        var told = stack.feed.of(deleted).stream()
                .filter(event -> event.type().equals("destroyed"))
                .findFirst()
                .orElseThrow();
        assertThat(told.data().at("/revocation/revokedAtProvider").asText()).isEqualTo("left");
        stack.engine().refresh(sibling).expect(200);
    }

    private void assertDestroyed(UUID connection) {
        await().atMost(60, SECONDS).untilAsserted(() -> {
            assertThat(stack.feed.of(connection)).extracting(Feed.Event::type).contains("deleted", "destroyed");
            assertThat(stack.feed.of(connection)).anyMatch(Feed.Event::isNullRecord);
        });
        assertThat(stack.vault.isGone(Stack.TENANT, connection)).isTrue();
        assertThat(ada.connection(connection).status()).isEqualTo(404);
    }
}
