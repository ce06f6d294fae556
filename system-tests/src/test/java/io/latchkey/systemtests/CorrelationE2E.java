package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latchkey.demo.platform.Platform;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** One id ties together what a request does in all services and what they publish. */
class CorrelationE2E {
    private static final String HEADER = "X-Request-Id";

    private final Stack stack = Stack.shared();
    private final Platform ada = stack.user("ada");

    @Test
    void aRequestsIdIsReturnedLoggedForwardedAndPublished() {
        var connection = stack.connected(ada, stack.newPerson());
        var refreshed = "refresh-" + UUID.randomUUID();
        var deleted = "delete-" + UUID.randomUUID();

        var refresh =
                stack.engine().send("POST", "/v1/credentials/" + connection + "/refresh", null, HEADER, refreshed);
        var deletion = ada.send("DELETE", "/v1/connections/" + connection, null, HEADER, deleted);

        assertThat(refresh.expect(200).header(HEADER)).isEqualTo(refreshed);
        assertThat(deletion.expect(202).header(HEADER)).isEqualTo(deleted);
        assertThat(stack.logs())
                .containsPattern(
                        "credential refreshed connection=" + connection + " version=\\d+ correlation=" + refreshed)
                .contains("connection deleted connection=" + connection + " force=false correlation=" + deleted)
                .contains("connection closed connection=" + connection + " correlation=" + deleted);
        await().atMost(20, SECONDS).untilAsserted(() -> {
            assertThat(Topics.headers(stack.info.kafka(), "latchkey.connections.v1", "ce_correlationid"))
                    .contains(deleted);
            assertThat(Topics.headers(stack.info.kafka(), "latchkey.credential-facts.v1", "ce_correlationid"))
                    .contains(refreshed, deleted);
            assertThat(stack.logs())
                    .containsPattern("credential destroyed connection=" + connection + " .* correlation=" + deleted);
        });
    }

    @Test
    void anIdThatCannotGoIntoALogIsReplaced() {
        var answer = ada.send("GET", "/v1/connections", null, HEADER, "two words");

        assertThat(answer.header(HEADER)).matches("[0-9a-f-]{36}");
    }
}
