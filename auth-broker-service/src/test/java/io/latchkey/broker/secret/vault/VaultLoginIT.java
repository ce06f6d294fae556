package io.latchkey.broker.secret.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.bootstrap.time.Ids;
import io.latchkey.broker.FakeProviderResource;
import io.latchkey.broker.Seeds;
import io.latchkey.broker.secret.ConnectionPath;
import io.latchkey.broker.secret.SecretStore;
import io.latchkey.testkit.servers.WithRealServers;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithRealServers(database = "latchkey_broker")
@WithTestResource(FakeProviderResource.class)
@WithTestResource(VaultProxy.class)
class VaultLoginIT {
    @Inject
    SecretStore store;

    @Inject
    Ids ids;

    @Inject
    Clock clock;

    VaultFaults vault;

    @Test
    void manyCallsAtOnceShareALoginAndOutliveItsToken() {
        var before = vault.logins();
        var begun = clock.instant();

        manyReads();
        var first = vault.logins() - before;
        await().atMost(Duration.ofSeconds(40)).until(() -> {
            manyReads();
            return vault.logins() - before > first && isOver(begun.plus(VaultProxy.TOKEN_LIFE));
        });

        assertThat(first).isLessThanOrEqualTo(1);
        var tokenLives = Duration.between(begun, clock.instant()).dividedBy(VaultProxy.TOKEN_LIFE.minusSeconds(1));
        assertThat(vault.logins() - before).isBetween(1, (int) tokenLives + 2);
    }

    private boolean isOver(Instant time) {
        return clock.instant().isAfter(time);
    }

    private void manyReads() {
        var reads = IntStream.range(0, 20)
                .mapToObj(i -> store.read(new ConnectionPath("acme", ids.next()), 0))
                .toList();
        Seeds.carryOut(() -> Uni.join().all(reads).andFailFast());
    }
}
