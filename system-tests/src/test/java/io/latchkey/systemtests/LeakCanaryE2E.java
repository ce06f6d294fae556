package io.latchkey.systemtests;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/**
 * Looks for every secret of this run in all that services wrote: logs, topics, tables. Runs after all other classes.
 */
@Order(Integer.MAX_VALUE)
class LeakCanaryE2E {
    private static final Stack STACK = Stack.shared();
    private static final Map<String, String> WRITTEN = new TreeMap<>();

    private static String connection;

    @BeforeAll
    static void gather() {
        var ada = STACK.user("ada");
        var id = STACK.connected(ada, STACK.newPerson());
        connection = id.toString();
        STACK.engine().refresh(id).expect(200);
        STACK.canary.rememberFields(STACK.vault.document(Stack.TENANT, id).orElseThrow());
        await().atMost(60, SECONDS).until(() -> STACK.feed.of(id).stream()
                .anyMatch(event -> event.type().equals("authorized")));
        await().atMost(60, SECONDS).until(() -> ada.schedule(id).status() == 200);
        WRITTEN.put("topics", Topics.everything(STACK.info.kafka()));
        WRITTEN.put("logs", STACK.logs());
        WRITTEN.put("tables of connection-service", STACK.connectionTables().everything());
        WRITTEN.put("tables of auth-broker-service", STACK.brokerTables().everything());
        WRITTEN.put("tables of verifier-service", STACK.verifierTables().everything());
    }

    @Test
    void theSearchSeesWhatIsThere() {
        WRITTEN.forEach((place, text) -> assertThat(text.contains(place.equals("logs") ? "Profile prod" : connection))
                .as("what was sought in " + place)
                .isTrue());
        assertThat(STACK.canary.secrets().size()).isGreaterThan(10);
    }

    @Test
    void noSecretIsInALogATopicOrATable() {
        var secrets = STACK.canary.secrets();

        WRITTEN.forEach((place, text) -> assertThat(
                        secrets.stream().filter(text::contains).map(LeakCanaryE2E::masked))
                .as("secrets found in " + place)
                .isEmpty());
    }

    /** Enough to recognise it by, too little to use it. */
    private static String masked(String secret) {
        return secret.substring(0, 6) + "... (" + secret.length() + " characters)";
    }
}
