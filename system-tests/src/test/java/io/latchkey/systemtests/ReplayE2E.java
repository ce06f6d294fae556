package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.platform.Platform;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayE2E {
    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @Test
    void theVerifierWithoutItsTablesIsWholeAgainFromTheFeed() {
        var connection = stack.connected(ada, stack.newPerson());
        var deleted = stack.connected(ada, stack.newPerson());
        awaitScheduled(connection);
        ada.delete(deleted).expect(202);
        stack.stop(stack.servers.verifier());
        stack.verifierTables().dropAll();

        stack.servers.verifier().start();

        awaitScheduled(connection);
        await().atMost(60, SECONDS)
                .untilAsserted(() -> assertThat(ada.schedule(deleted).status()).isEqualTo(404));
        assertThat(ada.verify(connection).expect(200).text("/outcome")).isEqualTo("ok");
        assertThat(ada.connection(connection).text("/state")).isEqualTo("ACTIVE");
    }

    private void awaitScheduled(UUID connection) {
        await().atMost(60, SECONDS).untilAsserted(() -> {
            var schedule = ada.schedule(connection);
            assertThat(schedule.status()).isEqualTo(200);
            assertThat(schedule.text("/nextCheckAt")).isNotEmpty();
        });
    }
}
