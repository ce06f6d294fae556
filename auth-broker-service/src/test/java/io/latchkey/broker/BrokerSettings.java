package io.latchkey.broker;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.Map;

/** What the broker is told in tests besides the addresses of its servers. */
public final class BrokerSettings implements QuarkusTestResourceLifecycleManager {
    public static final String RETURN_URL = "http://127.0.0.1:9/back";

    @Override
    public Map<String, String> start() {
        return Map.of(
                "latchkey.return-urls", "acme=http://127.0.0.1:9/;globex=http://127.0.0.1:9/globex",
                "latchkey.connect.sweep-every", "1s");
    }

    @Override
    public void stop() {}
}
