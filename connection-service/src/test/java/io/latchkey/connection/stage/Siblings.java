package io.latchkey.connection.stage;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** Both siblings, played. */
public final class Siblings implements QuarkusTestResourceLifecycleManager {
    private final ScriptedBroker broker = new ScriptedBroker();
    private final ScriptedVerifier verifier = new ScriptedVerifier();

    @Override
    public Map<String, String> start() {
        return Map.of(
                "latchkey.broker-url", broker.url(),
                "latchkey.verifier-url", verifier.url(),
                "latchkey.pending.sweep-interval", "1s",
                "latchkey.deleted.sweep-interval", "1s",
                "latchkey.history.sweep-interval", "1s");
    }

    @Override
    public void inject(TestInjector injector) {
        injector.injectIntoFields(broker, new TestInjector.MatchesType(ScriptedBroker.class));
        injector.injectIntoFields(verifier, new TestInjector.MatchesType(ScriptedVerifier.class));
    }

    @Override
    public void stop() {
        broker.down();
        verifier.down();
    }
}
